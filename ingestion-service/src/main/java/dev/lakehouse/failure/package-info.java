/**
 * What goes wrong arrives here with a code, what happened, why and how to fix it. What leaves is one exception type whose
 * kind alone decides the exit code, the HTTP status and whether a caller should try again.
 */
package dev.lakehouse.failure;
