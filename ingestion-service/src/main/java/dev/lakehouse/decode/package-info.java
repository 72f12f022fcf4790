/**
 * Landing files arrive in formats that no engine of ours reads, each with the options of its source. What leaves are rows in
 * columns, in the order of the file and in little memory, and the records that are no rows.
 */
package dev.lakehouse.decode;
