package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the items of a query's outermost OR in its text, by reading each part by itself. */
final class ItemPlaces {
  private static final String OR = " OR ";

  private final String query;
  private final QueryReader reader;
  private @Nullable List<Part> parts;

  private record Part(int position, String form) {}

  ItemPlaces(String query, QueryReader reader) {
    this.query = query;
    this.reader = reader;
  }

  /**
   * The UTF-16 offset of an item, -1 where it does not stand by itself.
   *
   * @param last whether the last of several is meant
   */
  int position(Condition item, boolean last) {
    if (parts == null) {
      parts = parts();
    }
    String form = Subsumption.form(item);
    int found = -1;
    for (Part part : parts) {
      if (part.form().equals(form) && (found < 0 || last)) {
        found = part.position();
      }
    }
    return found;
  }

  private List<Part> parts() {
    List<Part> found = new ArrayList<>();
    boolean quoted = false;
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= query.length(); i++) {
      char c = i < query.length() ? query.charAt(i) : ' ';
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && "([{".indexOf(c) >= 0) {
        depth++;
      } else if (!quoted && ")]}".indexOf(c) >= 0) {
        depth--;
      } else if (i >= query.length() || (!quoted && depth == 0 && query.startsWith(OR, i))) {
        add(start, Math.min(i, query.length()), found);
        start = i + OR.length();
      }
    }
    return found;
  }

  private void add(int start, int end, List<Part> found) {
    int from = start;
    while (from < end && Character.isWhitespace(query.charAt(from))) {
      from++;
    }
    if (from < end) {
      try {
        found.add(new Part(from, Subsumption.form(reader.read(query.substring(from, end)))));
      } catch (QueryReader.Unreadable e) {
        return; // no query by itself, and then no item either
      }
    }
  }
}
