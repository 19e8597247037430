/** What a page is: an article, a live blog, or none. */
@NullMarked
package dev.slugline.ingest.page.kind;

import org.jspecify.annotations.NullMarked;
