/**
 * Paths of a lake in an object store arrive. What leaves are its objects, brought to bounded scratch space of this machine and
 * back by several connections at once, and objects that exactly one of several writers created.
 */
package dev.lakehouse.storage.s3;
