/** Fetches pages and feeds over HTTP, politely, and from the public network alone. */
@NullMarked
package dev.slugline.ingest.fetch;

import org.jspecify.annotations.NullMarked;
