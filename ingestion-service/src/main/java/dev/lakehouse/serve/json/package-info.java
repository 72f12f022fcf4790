/** Values arrive. What leaves is JSON as the command line writes it, and the other way round, read strictly. */
package dev.lakehouse.serve.json;
