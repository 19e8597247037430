/** Web pages: what they say of themselves, and the text of the article in them. */
@NullMarked
package dev.slugline.ingest.page;

import org.jspecify.annotations.NullMarked;
