/**
 * Data files of a pinned version of a table arrive here, as Parquet. What leaves are the wanted columns of one row group at a time,
 * in primitive arrays.
 */
package dev.lakehouse.trainer.column;
