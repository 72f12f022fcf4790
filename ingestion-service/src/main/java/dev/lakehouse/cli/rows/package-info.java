/**
 * The rows of a query arrive one by one. What leaves is a table for people, JSON lines or CSV, in memory that does not grow with
 * the rows.
 */
package dev.lakehouse.cli.rows;
