/**
 * New versions of silver tables arrive. What leaves is one commit to a gold table: the keys that they touch, computed again.
 */
package dev.lakehouse.gold;
