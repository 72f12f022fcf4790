package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * S3Proxy with its objects in memory, in this process. It creates objects for {@code If-None-Match: *} in one step. It is asked one
 * thing at a time, for its listings end where an object is being written, which those of S3 do not. Its classes have a loader of
 * their own, for it brings other versions of libraries that the product uses too.
 */
final class EmbeddedS3 implements AutoCloseable {
    private static final Path JARS = Path.of("target", "s3-server");

    /** Packages that it takes from the product's class path. */
    private static final List<String> SHARED =
            List.of("software.amazon.", "org.reactivestreams.", "org.slf4j.", "com.fasterxml.jackson.annotation.");

    private final URLClassLoader loader;
    private final Object server;
    private final FaultyConnection gate;

    private EmbeddedS3(URLClassLoader loader, Object server, FaultyConnection gate) {
        this.loader = loader;
        this.server = server;
        this.gate = gate;
    }

    static EmbeddedS3 start(String user, String secret) {
        URLClassLoader loader = new URLClassLoader(jars(), new Shared());
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
            URI own =
                    URI.create("http://127.0.0.1:" + proxy.getMethod("getPort").invoke(server));
            return new EmbeddedS3(loader, server, FaultyConnection.oneAtATime(own));
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    URI endpoint() {
        return gate.endpoint();
    }

    @Override
    public void close() {
        try {
            gate.close();
            server.getClass().getMethod("stop").invoke(server);
            loader.close();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL[] jars() {
        try (Stream<Path> files = Files.list(JARS)) {
            List<URL> jars = new ArrayList<>();
            for (Path file : files.toList()) {
                jars.add(file.toUri().toURL());
            }
            return jars.toArray(URL[]::new);
        } catch (IOException e) {
            throw new IllegalStateException("run 'mvn process-test-classes' first: " + JARS.toAbsolutePath(), e);
        }
    }

    private static final class Shared extends ClassLoader {
        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHARED.stream().noneMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return EmbeddedS3.class.getClassLoader().loadClass(name);
        }
    }
}
