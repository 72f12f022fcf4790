/**
 * A number of transactions, of days, a seed and a share of dirt arrive. What leaves are the landing files of a made-up loyalty
 * programme, a full load and change data, the same to the byte wherever they are made.
 */
package dev.lakehouse.generate.pontos;
