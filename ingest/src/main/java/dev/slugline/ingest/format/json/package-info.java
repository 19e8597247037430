/** Articles written as JSON, in the publishers' standards and in none. */
@NullMarked
package dev.slugline.ingest.format.json;

import org.jspecify.annotations.NullMarked;
