/**
 * A YAML file arrives. What leaves are its values, typed, each knowing its line; what is wrong with them is gathered, never
 * thrown, so that a user sees all of it at once.
 */
package dev.lakehouse.config.yaml;
