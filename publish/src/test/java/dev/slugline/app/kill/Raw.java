package dev.slugline.app.kill;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record for {@code news.raw} and what it holds. */
record Raw(String key, byte @Nullable [] value, Map<String, String> headers, List<Item> items) {
  boolean backfill() {
    return "backfill".equals(headers.get("slugline-cause"));
  }

  /** The trace context that all its outputs are to carry; empty: none. */
  String trace() {
    return headers.getOrDefault("traceparent", "");
  }
}
