/**
 * Options, the environment and a config file arrive. What leaves are typed, bounded settings, and pipelines as records.
 */
package dev.lakehouse.config;
