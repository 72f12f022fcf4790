/**
 * Work arrives as stages describe it: which files become which tables, by which rules. What leaves are data files with their
 * row counts and ranges, not yet committed.
 */
package dev.lakehouse.engine;
