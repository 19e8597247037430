package dev.slugline.ingest.fetch;

import java.time.Duration;

/**
 * How pages and feeds are fetched.
 *
 * @param userAgent by which servers know us; its name up to the slash is what robots.txt addresses
 * @param allowLocal whether addresses of the local network may be asked
 * @param connect the longest wait for a connection
 * @param answer the longest wait for the answer's first byte, and for each next one
 * @param whole the longest time of one request, from its start to its last byte
 * @param pause the least time between two requests to one host
 * @param maxBytes the longest content, decompressed
 */
public record FetchSettings(
    String userAgent,
    boolean allowLocal,
    Duration connect,
    Duration answer,
    Duration whole,
    Duration pause,
    int maxBytes) {}
