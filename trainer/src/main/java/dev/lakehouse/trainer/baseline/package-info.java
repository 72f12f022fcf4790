/**
 * A feed arrives here, and how a network learnt from it. What leaves are the scores of simpler ways to answer the same question, which
 * a network has to beat to be worth its trouble.
 */
package dev.lakehouse.trainer.baseline;
