/** From raw records to articles: where bytes, formats, cleaning and identity come together. */
@NullMarked
package dev.slugline.ingest;

import org.jspecify.annotations.NullMarked;
