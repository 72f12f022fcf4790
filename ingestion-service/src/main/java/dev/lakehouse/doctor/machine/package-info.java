/** The machine and the lake's own place arrive. What leaves are findings that concern any lake, also one without a server. */
package dev.lakehouse.doctor.machine;
