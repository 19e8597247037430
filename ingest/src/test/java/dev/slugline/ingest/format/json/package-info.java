@NullMarked
package dev.slugline.ingest.format.json;

import org.jspecify.annotations.NullMarked;
