/**
 * What a stage is about to do arrives as a plan. What leaves is the one plan of that number that every process, before and
 * after a crash, carries out.
 */
package dev.lakehouse.table.batch;
