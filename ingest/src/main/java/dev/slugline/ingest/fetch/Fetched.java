package dev.slugline.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, decompressed.
 *
 * @param url where it was found, behind all redirections
 * @param contentType as the server says; null: it says nothing
 */
public record Fetched(URI url, byte[] bytes, @Nullable String contentType) {}
