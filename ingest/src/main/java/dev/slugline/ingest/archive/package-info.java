/**
 * What is packed: compressed streams, archives and WARC, in each other, one raw record at a time. A
 * stack of open containers is read from the top; what is damaged takes off the stack what depends
 * on it, and the rest goes on.
 */
@NullMarked
package dev.slugline.ingest.archive;

import org.jspecify.annotations.NullMarked;
