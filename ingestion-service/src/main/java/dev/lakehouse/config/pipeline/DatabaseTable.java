package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A table of a database, and how it is read.
 *
 * @param connection whose address and login are in the environment
 * @param table its name in the database, with its schema before a point where it has one: {@code public.pedidos}
 * @param key the columns that tell rows apart; empty for the table's primary key
 * @param watermark what tells rows that changed since; empty where all rows are read each time
 * @param exclude columns that are left out
 * @param pageRows about how many rows are in one file
 * @param fetchRows the most rows that are held in memory before they are written, for each reader
 * @param readers how many connections read at once; empty where the machine's processors decide
 */
public record DatabaseTable(
        String connection,
        String table,
        List<String> key,
        Optional<Watermark> watermark,
        List<String> exclude,
        int pageRows,
        int fetchRows,
        Optional<Integer> readers) {
    public DatabaseTable {
        requireNonNull(connection, "connection is null");
        requireNonNull(table, "table is null");
        key = List.copyOf(key);
        requireNonNull(watermark, "watermark is null");
        exclude = List.copyOf(exclude);
        requireNonNull(readers, "readers is null");
    }
}
