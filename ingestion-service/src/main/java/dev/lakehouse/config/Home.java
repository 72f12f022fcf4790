package dev.lakehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Where the lake is. Its text is what a user gives for it. */
public sealed interface Home {
    /** A folder of this machine; an absolute path. */
    record Folder(Path path) implements Home {
        public Folder {
            requireNonNull(path, "path is null");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * An object store that speaks S3. Credentials are none of these settings: they come by AWS' default chain.
     *
     * @param bucket the one bucket that holds all; empty where there is a bucket each for landing, bronze, silver, gold and ops
     * @param prefix below which all lies in the one bucket, without a slash at either end; may be empty
     * @param endpoint of a store that is not AWS' own, which is then addressed by path and not by host name
     * @param scratch a folder of this machine for files on their way, and copies of data files
     * @param cache how much the copies may take
     */
    record ObjectStore(
            Optional<String> bucket, String prefix, Optional<URI> endpoint, String region, Path scratch, DataSize cache)
            implements Home {
        /** What a home of this kind begins with. */
        public static final String SCHEME = "s3://";

        public ObjectStore {
            requireNonNull(bucket, "bucket is null");
            requireNonNull(prefix, "prefix is null");
            requireNonNull(endpoint, "endpoint is null");
            requireNonNull(region, "region is null");
            requireNonNull(scratch, "scratch is null");
            requireNonNull(cache, "cache is null");
            if (bucket.isEmpty() && !prefix.isEmpty()) {
                throw new IllegalArgumentException("a prefix without a bucket: " + prefix);
            }
        }

        @Override
        public String toString() {
            return SCHEME + bucket.orElse("") + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }
}
