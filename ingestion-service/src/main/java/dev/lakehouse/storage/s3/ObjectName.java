package dev.lakehouse.storage.s3;

import static java.util.Objects.requireNonNull;

/** A bucket and a key in it; the key of a folder is empty or ends with a slash. */
record ObjectName(String bucket, String key) {
    ObjectName {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(key, "key is null");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
