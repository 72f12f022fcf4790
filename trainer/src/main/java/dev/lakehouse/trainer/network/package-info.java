/**
 * Batches of features and labels arrive here. What leaves are losses, scores, checkpoints and SavedModels. TensorFlow is here alone.
 */
package dev.lakehouse.trainer.network;
