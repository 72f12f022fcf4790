/**
 * A lake's tables, and a Trino whose metastore other programs look into, arrive. What leaves is a catalog in which each table that
 * is there is registered, and none that is gone.
 */
package dev.lakehouse.catalog;
