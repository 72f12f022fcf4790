/**
 * Scores and what was so arrive here. What leaves is how good the scores are, each number with the interval that it may lie in.
 */
package dev.lakehouse.trainer.measure;
