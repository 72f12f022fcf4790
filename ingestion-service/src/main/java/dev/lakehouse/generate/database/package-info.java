/** A connection to PostgreSQL arrives. What leaves are the shop's tables in it, with rows, and later changes of them. */
package dev.lakehouse.generate.database;
