package dev.slugline.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that waits, since an embargoed text is among its bytes.
 *
 * @param key of the raw record
 * @param headers of the letter, as they will be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HeldLetter(
    Instant until, byte @Nullable [] key, byte[] value, Map<String, String> headers) {}
