/**
 * Rows of plain columns arrive here, or a table's data files. What leaves are Parquet files with what the log has to say of them, or
 * rows again. The trainer writes little; stages write through engines.
 */
package dev.lakehouse.trainer.rowfile;
