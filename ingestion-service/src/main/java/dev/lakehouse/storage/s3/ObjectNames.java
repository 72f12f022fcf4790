package dev.lakehouse.storage.s3;

import java.util.Optional;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;

/** Between paths of a lake and objects: all in one bucket, or the first part of a path is the bucket. */
final class ObjectNames {
    private final Optional<String> bucket;
    private final String prefix;

    ObjectNames(ObjectStore home) {
        this.bucket = home.bucket();
        this.prefix = home.prefix().isEmpty() ? "" : home.prefix() + "/";
    }

    ObjectName of(StoragePath path) {
        if (bucket.isPresent()) {
            return new ObjectName(bucket.get(), prefix + path.value());
        }
        int slash = path.value().indexOf('/');
        return slash < 0
                ? new ObjectName(path.value(), "")
                : new ObjectName(path.value().substring(0, slash), path.value().substring(slash + 1));
    }

    /** A folder, of which all keys in it begin with the key. */
    ObjectName ofFolder(StoragePath folder) {
        ObjectName name = of(folder);
        boolean whole = name.key().isEmpty() || name.key().endsWith("/");
        return whole ? name : new ObjectName(name.bucket(), name.key() + "/");
    }

    StoragePath path(ObjectName name) {
        String value = bucket.isPresent() ? name.key().substring(prefix.length()) : name.bucket() + "/" + name.key();
        try {
            return new StoragePath(value);
        } catch (IllegalArgumentException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_NAME_UNREADABLE",
                    "The object " + name + " cannot be a file of a lake",
                    "its name begins with a slash, or has '..' for a folder",
                    "rename the object",
                    e);
        }
    }
}
