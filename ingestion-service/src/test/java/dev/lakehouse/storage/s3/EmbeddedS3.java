package dev.lakehouse.storage.s3;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * S3Proxy with its objects in memory, in this process. It creates objects for {@code If-None-Match: *} in one step. Its classes
 * have a loader of their own, for it brings other versions of libraries that the product uses too.
 */
final class EmbeddedS3 implements AutoCloseable {
    private static final Path JARS = Path.of("target", "s3-server");

    /** What it shares with the product's class path, by parts of file names. */
    private static final List<String> SHARED =
            List.of("awssdk", "slf4j-api", "reactive-streams", "jackson-annotations", "jspecify");

    private final URLClassLoader loader;
    private final Object server;

    private EmbeddedS3(URLClassLoader loader, Object server) {
        this.loader = loader;
        this.server = server;
    }

    static EmbeddedS3 start(String user, String secret) {
        URLClassLoader loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Class<?> proxy = loader.loadClass("org.gaul.s3proxy.S3Proxy");
            Class<?> store = loader.loadClass("org.gaul.s3proxy.blobstore.BlobStore");
            Class<?> kinds = loader.loadClass("org.gaul.s3proxy.AuthenticationType");
            Object builder = proxy.getMethod("builder").invoke(null);
            Class<?> type = builder.getClass();
            Object objects = loader.loadClass("org.gaul.s3proxy.nio2blob.TransientNio2BlobStore")
                    .getConstructor()
                    .newInstance();
            type.getMethod("blobStore", store).invoke(builder, objects);
            type.getMethod("endpoint", URI.class).invoke(builder, URI.create("http://127.0.0.1:0"));
            type.getMethod("awsAuthentication", kinds, String.class, String.class)
                    .invoke(builder, kinds.getField("AWS_V4").get(null), user, secret);
            Object server = type.getMethod("build").invoke(builder);
            proxy.getMethod("start").invoke(server);
            return new EmbeddedS3(loader, server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    URI endpoint() {
        try {
            return URI.create(
                    "http://127.0.0.1:" + server.getClass().getMethod("getPort").invoke(server));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.getClass().getMethod("stop").invoke(server);
            loader.close();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL[] jars() {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(JARS)) {
            files.forEach(file -> jars.add(url(file)));
        } catch (IOException e) {
            throw new IllegalStateException("run 'mvn process-test-classes' first: " + JARS.toAbsolutePath(), e);
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> SHARED.stream().anyMatch(file.toString()::contains))
                .forEach(file -> jars.add(url(file)));
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
