package dev.lakehouse.table;

import org.apache.hadoop.conf.Configuration;

/**
 * The few settings that Delta Standalone needs of Hadoop. Hadoop's own defaults are not read: that costs a fifth of a second
 * per start, and every value in them that matters here is the default of the code too.
 */
final class HadoopSettings {
    private HadoopSettings() {}

    static Configuration local() {
        Configuration settings = new Configuration(false);
        settings.set("fs.defaultFS", "file:///");
        settings.setClass("fs.file.impl", DurableFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        // Hadoop's cache asks who the user is, which starts JAAS and fails on Java 24 and later.
        settings.setBoolean("fs.file.impl.disable.cache", true);
        settings.set("delta.logStore.file.impl", LocalLogStore.class.getName());
        settings.set("io.delta.standalone.PARQUET_DATA_TIME_ZONE_ID", "UTC");
        return settings;
    }
}
