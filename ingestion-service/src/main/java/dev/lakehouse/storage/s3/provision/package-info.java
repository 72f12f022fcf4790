/**
 * An object store's administrator and the secrets of its users arrive. What leaves is a store with the stack's buckets, and with a
 * user for each service that may do what it needs and nothing else; made again and again, it is the same.
 */
package dev.lakehouse.storage.s3.provision;
