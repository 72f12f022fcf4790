/**
 * What a lake runs on arrives: a machine, a stack of containers, an object store, a catalog. What leaves are findings, each with
 * what to do about it.
 */
package dev.lakehouse.doctor;
