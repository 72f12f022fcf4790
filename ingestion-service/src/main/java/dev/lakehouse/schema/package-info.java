/**
 * Names of tables, columns and types arrive here as text, from pipelines, engines and Delta logs. What leaves are the nouns
 * that every other package speaks in, limited to what Delta's reader 1 and writer 2 can hold.
 */
package dev.lakehouse.schema;
