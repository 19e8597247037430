/** The text of the article on a page: its parts, and which of them are taken. */
@NullMarked
package dev.slugline.ingest.page.text;

import org.jspecify.annotations.NullMarked;
