/**
 * What became of landing files arrives from bronze, batch by batch. What leaves is the Delta table {@code ops.landing_files}, with a row
 * for each file and each member of an archive.
 */
package dev.lakehouse.ledger;
