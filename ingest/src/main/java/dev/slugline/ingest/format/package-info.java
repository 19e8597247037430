/** From bytes to items: one class a format behind one small interface, and the limits. */
@NullMarked
package dev.slugline.ingest.format;

import org.jspecify.annotations.NullMarked;
