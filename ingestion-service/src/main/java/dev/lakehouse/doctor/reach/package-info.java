/** Addresses and logins of servers arrive. What leaves are findings about how the servers keep their promises. */
package dev.lakehouse.doctor.reach;
