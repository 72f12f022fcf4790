/**
 * Settings, a lake and an engine arrive. What leaves is a service that runs pipelines when it is asked to over HTTP, and tells of
 * its runs and tables.
 */
package dev.lakehouse.serve;
