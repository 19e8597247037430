package dev.slugline.ingest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of a raw record.
 *
 * @param topic where the raw record lies, with {@code partition} and {@code offset}
 * @param key the raw record's key as text, if it had one
 * @param item from 1, of {@code items}
 * @param stage {@code ingest}, {@code enrich} or {@code publish}
 * @param outcome {@code article, revision, repeat, stale, retraction, withdrawn, held, skipped,
 *     dead-letter, released}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    int item,
    int items,
    String stage,
    String outcome,
    @Nullable String articleId,
    @Nullable Integer revision,
    @Nullable String reason,
    Instant at) {}
