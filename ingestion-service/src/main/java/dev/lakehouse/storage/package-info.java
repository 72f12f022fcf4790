/**
 * Paths below the lake's home arrive. What leaves are bytes, listings and files on this machine that an engine can read and
 * write, with creation that exactly one of several writers wins.
 */
package dev.lakehouse.storage;
