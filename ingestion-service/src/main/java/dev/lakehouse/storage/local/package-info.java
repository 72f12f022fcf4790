/**
 * Paths below a home folder of this machine arrive. What leaves are its files, and files that come into being whole and
 * durable or not at all, whichever process creates them and wherever it is killed.
 */
package dev.lakehouse.storage.local;
