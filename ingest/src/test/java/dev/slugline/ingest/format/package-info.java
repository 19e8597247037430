@NullMarked
package dev.slugline.ingest.format;

import org.jspecify.annotations.NullMarked;
