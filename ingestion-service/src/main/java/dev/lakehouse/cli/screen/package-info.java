/**
 * Lines and tables for a reader arrive. What leaves is text fit for where it goes: a terminal of some width, with or without
 * colour, or a file or pipe.
 */
package dev.lakehouse.cli.screen;
