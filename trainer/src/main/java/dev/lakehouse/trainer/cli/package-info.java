/**
 * Commands arrive here as words. What leaves is what was asked for, on standard output, and all talk about it on standard error.
 */
package dev.lakehouse.trainer.cli;
