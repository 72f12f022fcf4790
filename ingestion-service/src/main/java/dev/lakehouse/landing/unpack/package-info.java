/**
 * Landing files that are packed, singly or as archives, arrive. What leaves are their plain contents in a scratch folder, within
 * the source's limits, and a reason for each member that has none.
 */
package dev.lakehouse.landing.unpack;
