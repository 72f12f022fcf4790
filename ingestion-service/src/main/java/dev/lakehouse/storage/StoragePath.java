package dev.lakehouse.storage;

import java.util.Arrays;

/** A path below the lake's home, its parts parted by {@code /}: {@code landing/loja/pedidos/2024-01-01.csv}. */
public record StoragePath(String value) implements Comparable<StoragePath> {
    public StoragePath {
        if (value.startsWith("/")
                || value.endsWith("/")
                || (value.contains("..") && Arrays.asList(value.split("/")).contains(".."))) {
            throw new IllegalArgumentException("not a path below the lake's home: " + value);
        }
    }

    /** The path of {@code child} below this one. */
    public StoragePath resolve(String child) {
        return new StoragePath(value.isEmpty() ? child : value + "/" + child);
    }

    /** What stands behind the last {@code /}. */
    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The folder that it lies in; the home itself for a path of one part. */
    public StoragePath folder() {
        return new StoragePath(value.substring(0, Math.max(0, value.lastIndexOf('/'))));
    }

    @Override
    public int compareTo(StoragePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
