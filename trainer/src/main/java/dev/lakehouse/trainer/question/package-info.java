/**
 * The name of a model that a pipeline declares arrives here. What leaves is all that its run starts from: pinned rows by fitted features,
 * and how a network is to learn from them.
 */
package dev.lakehouse.trainer.question;
