/**
 * A model's rows and plan arrive here. What leaves is a run: a folder with all that came of it, and its row in {@code ops.models}, by
 * which it can be compared, promoted and made again.
 */
package dev.lakehouse.trainer.run;
