/** The Kafka words that all stages share: topics, headers, receipts, dead letters. */
@NullMarked
package dev.slugline.ingest.stream;

import org.jspecify.annotations.NullMarked;
