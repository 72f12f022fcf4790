/**
 * What a training came to arrives here. What leaves are pictures of it, as PNG.
 */
package dev.lakehouse.trainer.chart;
