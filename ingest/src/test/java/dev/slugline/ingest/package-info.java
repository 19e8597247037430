@NullMarked
package dev.slugline.ingest;

import org.jspecify.annotations.NullMarked;
