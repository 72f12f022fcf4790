/**
 * The outcome of one table's batches arrives from a stage. What leaves is the result that commands, the service and Airflow
 * show, with the control key that operators know.
 */
package dev.lakehouse.stage;
