package dev.lakehouse.storage.s3.provision;

import java.util.List;
import java.util.Set;

/** Who works in the object store, and the least that each needs. The name is the access key. */
enum StoreUser {
    /** Takes in what landed, and keeps the tables. */
    INGESTION_SERVICE("ingestion-service", "MINIO_SERVICE_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            policy.read(Bucket.LANDING).change(Bucket.BRONZE, Bucket.SILVER, Bucket.GOLD, Bucket.OPS);
        }
    },
    /** Reads tables for all, and writes those of stages for its own user {@code service}. */
    TRINO("trino", "MINIO_TRINO_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            policy.change(Bucket.BRONZE, Bucket.SILVER, Bucket.GOLD)
                    .see(Bucket.OPS)
                    .allow(Set.of("s3:GetObject"), Bucket.OPS.arn("models/*"));
        }
    },
    /**
     * Sees whether a table's folder is there, and may put a folder's marker, an empty object whose name ends with a slash. It
     * reads no rows and no log.
     */
    METASTORE("metastore", "MINIO_METASTORE_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            for (Bucket bucket : TABLES) {
                policy.read(bucket)
                        .refuse("s3:GetObject", bucket.arn("*.parquet"), bucket.arn("*.json"))
                        .allow(Set.of("s3:PutObject", "s3:DeleteObject"), bucket.arn("*/"));
            }
        }
    },
    /** Reads gold, and keeps models. What silver refused, notebooks ask Trino for. */
    JUPYTER("jupyter", "MINIO_JUPYTER_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            policy.read(Bucket.GOLD).change(Bucket.MODELS);
        }
    },
    /** Puts files into landing, and sees nothing of what is there. */
    UPLOADER("uploader", "MINIO_UPLOADER_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            policy.allow(Set.of("s3:GetBucketLocation"), Bucket.LANDING.arn())
                    .allow(
                            Set.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
                            Bucket.LANDING.arn("*"));
        }
    },
    /** Learns from gold, keeps models and the table {@code ops.models}, and writes what they predict. */
    TRAINER("trainer", "MINIO_TRAINER_SECRET") {
        @Override
        void grant(Policy.Builder policy) {
            policy.read(Bucket.GOLD)
                    .put(Bucket.GOLD, "previsoes_*/*")
                    .change(Bucket.MODELS)
                    .see(Bucket.OPS)
                    .put(Bucket.OPS, "models/*")
                    // Whoever writes to a lake looks at its mark first, or makes it.
                    .allow(Set.of("s3:GetObject", "s3:PutObject"), Bucket.OPS.arn("lake.json"));
        }
    };

    /** The buckets that schemas of the catalog lie in. */
    private static final List<Bucket> TABLES = List.of(Bucket.BRONZE, Bucket.SILVER, Bucket.GOLD, Bucket.OPS);

    private final String accessKey;
    private final String variable;

    StoreUser(String accessKey, String variable) {
        this.accessKey = accessKey;
        this.variable = variable;
    }

    /** Its name, which is also the name of its policy. */
    String accessKey() {
        return accessKey;
    }

    /** The environment variable with its secret. */
    String variable() {
        return variable;
    }

    /** All that it may do. */
    Policy policy() {
        Policy.Builder policy = new Policy.Builder();
        grant(policy);
        return policy.build();
    }

    abstract void grant(Policy.Builder policy);
}
