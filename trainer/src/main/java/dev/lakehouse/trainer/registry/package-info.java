/**
 * What came of trainings arrives here. What leaves are rows of the Delta table {@code ops.models}, one a run, which say what made each
 * model and how good it is.
 */
package dev.lakehouse.trainer.registry;
