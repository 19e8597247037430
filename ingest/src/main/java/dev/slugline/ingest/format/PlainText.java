package dev.slugline.ingest.format;

import java.util.List;

/** One article as text: the first line is its title when more follows. */
public final class PlainText implements Format {
  private static final int LONGEST_TITLE = 300;

  @Override
  public boolean accepts(String contentType) {
    return contentType.equals("text/plain");
  }

  @Override
  public boolean matches(String text) {
    return true;
  }

  @Override
  public String name(String text) {
    return "text";
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    Draft draft = new Draft("text", raw.value());
    String text = decoded.text().strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    String rest = text.substring(end).strip();
    if (rest.isEmpty() || end > LONGEST_TITLE) {
      draft.set(Field.BODY, text);
    } else {
      draft.set(Field.TITLE, text.substring(0, end));
      draft.set(Field.BODY, rest);
    }
    return List.of(new Found.Text(draft));
  }
}
