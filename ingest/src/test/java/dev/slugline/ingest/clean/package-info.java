@NullMarked
package dev.slugline.ingest.clean;

import org.jspecify.annotations.NullMarked;
