/**
 * A number of plays, of days, a seed and a share of dirt arrive. What leaves are the landing files of a made-up streaming
 * service, songs and listening logs, the same to the byte wherever they are made.
 */
package dev.lakehouse.generate.musica;
