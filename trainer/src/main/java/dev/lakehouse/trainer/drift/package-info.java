/**
 * Batches that a model learnt from, or is asked about, arrive here. What leaves is how their features are distributed, and how far two
 * such distributions lie apart.
 */
package dev.lakehouse.trainer.drift;
