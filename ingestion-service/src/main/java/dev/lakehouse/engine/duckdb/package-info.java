/**
 * Work that stages describe arrives. What leaves are Parquet files that DuckDB wrote in this process, within its memory limit.
 */
package dev.lakehouse.engine.duckdb;
