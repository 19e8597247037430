package dev.slugline.ingest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the register of retractions.
 *
 * @param kind {@code withheld} (may return) or {@code canceled} (never)
 * @param returnedAt when a newer version of what was withheld came back; null: still withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Withdrawal(
    String kind,
    @Nullable String reason,
    @Nullable String by,
    Instant at,
    @Nullable Instant returnedAt) {}
