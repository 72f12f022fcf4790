/**
 * A pipeline and what is wanted of it arrive. What leaves are its tables, carried through the stages in the order that their
 * inputs ask for, and a report.
 */
package dev.lakehouse.journey;
