package dev.lakehouse.storage.s3.provision;

import java.util.Locale;

/** The buckets of the stack. */
enum Bucket {
    LANDING,
    BRONZE,
    SILVER,
    GOLD,
    OPS,
    MODELS;

    /** Its name in the store: {@code landing}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How policies name the bucket itself. */
    String arn() {
        return "arn:aws:s3:::" + label();
    }

    /** How policies name its objects: {@code keys} may have {@code *} for any text and {@code ?} for one character. */
    String arn(String keys) {
        return arn() + "/" + keys;
    }
}
