/** Containers of every kind, sound and hostile. */
@NullMarked
package dev.slugline.ingest.archive;

import org.jspecify.annotations.NullMarked;
