/**
 * Wishes for trainings and predictions arrive over HTTP; each leaves as a process of its own that runs one command of the trainer, and
 * as an answer on what became of it.
 */
package dev.lakehouse.trainer.serve;
