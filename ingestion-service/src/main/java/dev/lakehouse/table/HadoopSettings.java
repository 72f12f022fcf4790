package dev.lakehouse.table;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few settings that Delta Standalone needs of Hadoop, and the storage that its files lie in. Hadoop's own defaults are not
 * read: that costs a fifth of a second per start, and every value in them that matters here is the default of the code too.
 *
 * <p>Standalone knows a lake's files as {@code lake:/silver/pedidos/...}, wherever the lake is. Hadoop makes file systems and log
 * stores by reflection, and hands them this object: so they come by the storage.
 */
final class HadoopSettings extends Configuration {
    static final String SCHEME = "lake";

    private final Storage storage;

    HadoopSettings(Storage storage) {
        super(false);
        this.storage = storage;
        set("fs.defaultFS", SCHEME + ":///");
        setClass("fs." + SCHEME + ".impl", LakeFileSystem.class, FileSystem.class);
        // Hadoop's cache would hand the file system of one lake to another; and it starts JAAS to ask who the user is.
        setBoolean("fs." + SCHEME + ".impl.disable.cache", true);
        set("delta.logStore." + SCHEME + ".impl", LakeLogStore.class.getName());
        set("io.delta.standalone.PARQUET_DATA_TIME_ZONE_ID", "UTC");
    }

    /** The storage of settings that were made here; Standalone and Parquet hand them on as they are. */
    static Storage storage(Configuration settings) {
        if (settings instanceof HadoopSettings ours) {
            return ours.storage;
        }
        throw new IllegalArgumentException("these settings belong to no lake");
    }

    static Path path(StoragePath path) {
        return new Path(SCHEME, null, "/" + path.value());
    }

    static StoragePath path(Path path) {
        return new StoragePath(path.toUri().getPath().substring(1));
    }
}
