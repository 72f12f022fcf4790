/**
 * A model and a pinned version of the gold table that it learns from arrive here. What leaves are its rows, split into parts and told
 * by fitted features, as a feed in bounded memory.
 */
package dev.lakehouse.trainer.example;
