package dev.slugline.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One article as text: the first line is its title when more follows. */
public final class PlainText implements Format {
  private static final int LONGEST_TITLE = 300;

  @Override
  public String name() {
    return "text";
  }

  @Override
  public boolean matches(String text, @Nullable String contentType) {
    return true;
  }

  @Override
  public List<Found> read(byte[] bytes, Decoded decoded, Limits limits, Deadline deadline) {
    Draft draft = new Draft(bytes);
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
