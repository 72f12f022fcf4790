/**
 * Columns of the training part arrive here, and features as a pipeline declares them. What leaves are features that are fitted to
 * that part, as JSON too, and rows of any part in their terms.
 */
package dev.lakehouse.trainer.feature;
