/**
 * Rows of plain columns arrive here, or a table's data files. What leaves are Parquet files with what the log has to say of them, or
 * rows again. It is for the lake's own books and for few rows; stages write through engines.
 */
package dev.lakehouse.table.rowfile;
