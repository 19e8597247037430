/** The feeders: files, folders and standard input into the raw topic. */
@NullMarked
package dev.slugline.ingest.feed;

import org.jspecify.annotations.NullMarked;
