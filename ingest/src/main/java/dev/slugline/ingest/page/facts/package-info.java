/** What a page says of its article besides the text: title, authors, dates, section, language. */
@NullMarked
package dev.slugline.ingest.page.facts;

import org.jspecify.annotations.NullMarked;
