/** The article: one news text with its metadata, and its JSON. What every later stage knows. */
@NullMarked
package dev.slugline.ingest.article;

import org.jspecify.annotations.NullMarked;
