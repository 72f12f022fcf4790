/**
 * Files that users drop into the landing folder arrive. What leaves are planned batches of files that were never taken in, each
 * looked into, and a sentence for every file that cannot be.
 */
package dev.lakehouse.landing;
