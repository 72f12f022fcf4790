/**
 * A user's own files arrive. What leaves is a first pipeline for them, commented and ready to run, and the files where it looks
 * for them.
 */
package dev.lakehouse.journey.sketch;
