/** The second stage: language and tags, with their evidence. */
@NullMarked
package dev.slugline.enrich;

import org.jspecify.annotations.NullMarked;
