/**
 * Features of a gold table's rows arrive here, as numbers, ids and sets of ids. What leaves are batches of them in an order that a
 * seed decides, for a network to be trained, measured or asked.
 */
package dev.lakehouse.trainer.feed;
