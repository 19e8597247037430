package dev.slugline.app.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header whose value is a list: it may come in several lines (RFC 9110, 5.3). */
final class ListHeader {
  private ListHeader() {}

  /** All lines as one; null: there is none. */
  static @Nullable String of(Context context, String name) {
    List<String> lines = Collections.list(context.req().getHeaders(name));
    return lines.isEmpty() ? null : String.join(", ", lines);
  }
}
