/**
 * A source that is a table of a database arrives. What leaves are Parquet files in its landing folder, from where bronze takes them
 * as it takes any others: of changed rows as they are read, of a whole table once all of it has been read.
 */
package dev.lakehouse.extract;
