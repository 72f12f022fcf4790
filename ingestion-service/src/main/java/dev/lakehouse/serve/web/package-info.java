/** Requests arrive. What leaves is JSON: runs, tables, rows, and problems (RFC 9457) with what to do about them. */
package dev.lakehouse.serve.web;
