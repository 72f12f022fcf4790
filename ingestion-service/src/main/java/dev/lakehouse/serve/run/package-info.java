/**
 * Wishes for runs arrive. What leaves are runs, in an order per table, and their records in the lake, from which another process
 * of the service knows what became of them.
 */
package dev.lakehouse.serve.run;
