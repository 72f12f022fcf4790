/**
 * Words typed on a command line arrive. What leaves are tables, rows and reports on the screen or as JSON, and an exit code that
 * says who can put a failure right.
 */
package dev.lakehouse.cli;
