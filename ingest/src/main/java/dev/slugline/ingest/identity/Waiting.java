package dev.slugline.ingest.identity;

import java.time.Instant;

/**
 * The version of an article that an embargo holds; its text lies elsewhere.
 *
 * @param hash of its content, see {@link ContentHash#shortened}
 * @param meta hash of what makes a {@code minor} revision
 */
public record Waiting(Instant until, long hash, long meta, Version version) {}
