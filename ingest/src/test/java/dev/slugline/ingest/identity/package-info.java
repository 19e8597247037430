@NullMarked
package dev.slugline.ingest.identity;

import org.jspecify.annotations.NullMarked;
