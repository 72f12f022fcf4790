/**
 * New versions of a bronze table arrive. What leaves is one commit to a silver table with typed, checked and deduplicated rows,
 * and one to its quarantine with those that break a rule.
 */
package dev.lakehouse.silver;
