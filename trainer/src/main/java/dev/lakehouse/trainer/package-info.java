/**
 * Commands arrive here, and a lake with gold tables in it. What leaves are runs: networks in {@code models/}, rows in {@code
 * ops.models}, predictions in gold.
 */
package dev.lakehouse.trainer;
