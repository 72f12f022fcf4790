/**
 * A promoted run and rows whose outcome is still to come arrive here. What leaves are scores in a gold table, and by how much these rows
 * differ from those that the model learnt from.
 */
package dev.lakehouse.trainer.predict;
