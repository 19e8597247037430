package dev.slugline.ingest.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The names of the headers that we read and write, and how. */
public final class SluglineHeaders {
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACEPARENT = "traceparent";
  public static final String ACTION = "slugline-action";
  public static final String RETRACTION = "slugline-retraction";
  public static final String ARTICLE_ID = "article-id";
  public static final String CAUSE = "slugline-cause";
  public static final String ATTEMPT = "slugline-attempt";
  public static final String TAGS = "slugline-tags";
  public static final String UNTAGGED = "slugline-untagged";
  public static final String REVISION = "slugline-revision";
  public static final String WHY = "slugline-why";
  public static final String ERROR = "slugline-error";
  public static final String REASON = "slugline-reason";
  public static final String STAGE = "slugline-stage";
  public static final String TOPIC = "slugline-topic";
  public static final String PARTITION = "slugline-partition";
  public static final String OFFSET = "slugline-offset";
  public static final String ITEM = "slugline-item";
  public static final String ITEMS = "slugline-items";
  public static final String TIME = "slugline-time";

  /** On a receipt: the format that the item was read as, where it was read. */
  public static final String FORMAT = "slugline-format";

  /** The sequence of the catalogue that an article is to be tagged by, or was. On no output. */
  public static final String SEQUENCE = "slugline-sequence";

  /** Those of an article's tags whose rules have no topic, comma-separated. On no output. */
  public static final String WITHOUT_TOPIC = "slugline-without-topic";

  /** What a raw record may say of itself, and its replay must say again. */
  public static final List<String> OF_RAW =
      List.of(CONTENT_TYPE, ACTION, RETRACTION, ARTICLE_ID, CAUSE);

  /** The causes of a stored article that comes once more as it was. */
  public static final Set<String> AGAIN = Set.of("retag", "rule-removed");

  private SluglineHeaders() {}

  /** The last value of a header as text; null: none. */
  public static @Nullable String get(Headers headers, String name) {
    Header last = headers.lastHeader(name);
    return last == null || last.value() == null
        ? null
        : new String(last.value(), StandardCharsets.UTF_8);
  }

  /** New headers that hold of the old ones nothing but the trace context. */
  public static Headers anew(Headers from) {
    RecordHeaders made = new RecordHeaders();
    Header trace = from.lastHeader(TRACEPARENT);
    if (trace != null && trace.value() != null) {
      made.add(TRACEPARENT, trace.value());
    }
    return made;
  }

  /**
   * New headers of a receipt.
   *
   * @param format that the item was read as; null: not known
   */
  public static Headers ofReceipt(Headers from, @Nullable String format) {
    Headers made = anew(from);
    return format == null ? made : put(made, FORMAT, format);
  }

  public static Headers put(Headers headers, String name, String value) {
    return headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** CloudEvents, binary mode: what each output carries to say what it is. */
  public static Headers cloudEvent(
      Headers headers, String id, String type, String source, String time) {
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", id);
    put(headers, "ce_type", type);
    put(headers, "ce_source", source);
    put(headers, "ce_time", time);
    return put(headers, CONTENT_TYPE, "application/json");
  }
}
