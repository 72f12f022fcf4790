/**
 * Word of how far work has come arrives. What leaves is a bar with rate and remaining time where a person watches, and now and
 * then a line elsewhere.
 */
package dev.lakehouse.cli.progress;
