/**
 * A planned batch of landing files arrives. What leaves is one commit to a bronze table that keeps what landed, and one to its
 * quarantine where lines were no rows.
 */
package dev.lakehouse.bronze;
