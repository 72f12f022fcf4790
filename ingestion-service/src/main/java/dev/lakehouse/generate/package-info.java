/**
 * A number of orders, of days, a seed and a share of dirt arrive. What leaves are the landing files of a made-up shop, the same
 * to the byte wherever they are made, and a count of what is wrong in them.
 */
package dev.lakehouse.generate;
