/** The folder of a stack of containers arrives. What leaves are findings about Docker, the settings, ports, images and services. */
package dev.lakehouse.doctor.stack;
