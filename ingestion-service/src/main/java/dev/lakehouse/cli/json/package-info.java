/** Values, lists and maps arrive. What leaves is JSON, for machines, the same wherever it is written. */
package dev.lakehouse.cli.json;
