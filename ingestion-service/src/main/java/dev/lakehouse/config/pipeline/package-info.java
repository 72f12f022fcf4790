/**
 * A folder with a {@code pipeline.yml} and SQL files arrives. What leaves is one validated {@link
 * dev.lakehouse.config.pipeline.Pipeline}, or every problem of the folder at once.
 */
package dev.lakehouse.config.pipeline;
