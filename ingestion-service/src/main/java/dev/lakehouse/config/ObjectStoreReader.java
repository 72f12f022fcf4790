package dev.lakehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.Problems;

/** Reads the settings of a lake in an object store. */
final class ObjectStoreReader {
    /** The keys that only such a lake has. */
    static final List<String> KEYS = List.of("s3_endpoint", "s3_region", "scratch", "cache");

    private static final String DEFAULT_REGION = "us-east-1";
    private static final DataSize DEFAULT_CACHE = DataSize.parse("10GB");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private final Machine machine;
    private final Function<String, Optional<Setting>> settings;
    private final Problems problems;

    ObjectStoreReader(Machine machine, Function<String, Optional<Setting>> settings, Problems problems) {
        this.machine = machine;
        this.settings = settings;
        this.problems = problems;
    }

    /** Whether a home is meant to be in an object store. */
    static boolean isMeant(Setting home) {
        return home.value().strip().startsWith("s3:");
    }

    /** Adds what is wrong to the problems; what it returns then is not to be used. */
    ObjectStore read(Setting home) {
        List<String> parts = parts(home);
        String bucket = parts.get(0);
        String prefix = String.join("/", parts.subList(1, parts.size()));
        return new ObjectStore(
                Optional.of(bucket).filter(name -> !name.isEmpty()),
                prefix,
                settings.apply("s3_endpoint").flatMap(this::endpoint),
                settings.apply("s3_region").flatMap(this::region).orElse(DEFAULT_REGION),
                settings.apply("scratch")
                        .flatMap(it -> it.folder(problems))
                        .map(Path::toAbsolutePath)
                        .map(Path::normalize)
                        .orElseGet(machine::defaultScratch),
                settings.apply("cache").flatMap(it -> it.size(problems)).orElse(DEFAULT_CACHE));
    }

    /** The bucket, which may be empty, and the parts of the prefix. */
    private List<String> parts(Setting home) {
        String value = home.value().strip();
        List<String> parts = value.startsWith(ObjectStore.SCHEME)
                ? Arrays.asList(value.substring(ObjectStore.SCHEME.length()).split("/"))
                : List.of("?");
        boolean bucketEach = parts.size() == 1 && parts.get(0).isEmpty();
        boolean oneBucket = BUCKET.matcher(parts.get(0)).matches()
                && parts.stream().noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
        if (!bucketEach && !oneBucket) {
            home.wrong(
                    problems,
                    "'" + home.value() + "' is no home in an object store",
                    "it is s3:// (with a bucket each for landing, bronze, silver, gold and ops), or s3://bucket/prefix",
                    "write for example s3:// or s3://my-lake or s3://my-lake/shop");
            return List.of("");
        }
        return parts;
    }

    private Optional<URI> endpoint(Setting setting) {
        try {
            URI uri = URI.create(setting.value().strip());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // It is told below, as any other that is none.
        }
        // What stands there may hold a password.
        return setting.unquoted()
                .wrong(
                        problems,
                        "the S3 endpoint is no address of a server",
                        "it is http:// or https://, a host and perhaps a port, without a user or password",
                        "write for example http://minio:9000, or leave it out for AWS");
    }

    private Optional<String> region(Setting setting) {
        String region = setting.value().strip();
        return REGION.matcher(region).matches()
                ? Optional.of(region)
                : setting.wrong(
                        problems,
                        "'" + setting.value() + "' is no region",
                        "it has lower-case letters, digits and -",
                        "write for example eu-central-1");
    }
}
