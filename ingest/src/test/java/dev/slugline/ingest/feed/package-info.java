@NullMarked
package dev.slugline.ingest.feed;

import org.jspecify.annotations.NullMarked;
