/** A person with a browser arrives. What leaves are pages without scripts that show runs and tables to those who know the token. */
package dev.lakehouse.serve.page;
