/**
 * Descriptions of data files that an engine wrote arrive. What leaves are Delta commits that apply once or not at all, and
 * snapshots, changes and histories of tables.
 */
package dev.lakehouse.table;
