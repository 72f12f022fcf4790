package dev.lakehouse.engine.duckdb;

/** How many rows a merge inserts, updates, deletes and leaves as they are, see {@link dev.lakehouse.engine.Refined}. */
record MergeCounts(long inserted, long updated, long deleted, long unchanged) {}
