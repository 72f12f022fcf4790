/**
 * What somebody wants to know of a table's rows arrives here, and how a network is to learn it. What leaves are the numbers that
 * decide a training: with the same ones, the same rows and the same seed, the same bits come out.
 */
package dev.lakehouse.trainer.plan;
