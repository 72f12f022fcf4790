/**
 * A feed and a plan arrive here. What leaves is a network that has learnt, in checkpoints from which a training that was killed goes on
 * to the same bits.
 */
package dev.lakehouse.trainer.train;
