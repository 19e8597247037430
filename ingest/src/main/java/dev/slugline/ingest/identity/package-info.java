/** What makes two texts the same article: ids, content hashes, canonical URLs. */
@NullMarked
package dev.slugline.ingest.identity;

import org.jspecify.annotations.NullMarked;
