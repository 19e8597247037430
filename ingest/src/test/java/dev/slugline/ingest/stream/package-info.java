@NullMarked
package dev.slugline.ingest.stream;

import org.jspecify.annotations.NullMarked;
