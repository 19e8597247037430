package dev.slugline.ingest.clean;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.article.CorrectionNote;
import dev.slugline.ingest.clean.Boilerplate.Found;
import dev.slugline.ingest.clean.StampLine.Stamp;
import dev.slugline.ingest.clean.TextCleaner.Cleaned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes the lines out of one body that are not its text. One use each. */
final class BodyCleaner {
  private static final int MOST_CREDITS = 10;

  private final String whole;
  private final String[] lines;
  private final @Nullable String ownSection;
  private final boolean paragraphed;
  private final @Nullable Removed[] removed;
  private final Set<String> credits = new LinkedHashSet<>();
  private final Set<String> photos = new LinkedHashSet<>();
  private @Nullable String section;
  private @Nullable String correction;
  private @Nullable String updated;
  private @Nullable String published;

  /**
   * @param whole a text of paragraphs, not empty
   * @param ownSection the article's; null: not known
   */
  BodyCleaner(String whole, @Nullable String ownSection) {
    this.whole = whole;
    this.lines = whole.split("\n", -1);
    this.ownSection = ownSection;
    this.paragraphed = whole.contains("\n\n");
    this.removed = new Removed[lines.length];
  }

  Cleaned cleaned() {
    boolean[] apart = new boolean[lines.length];
    for (int i = 0; i < lines.length; i++) {
      apart[i] = isApart(i);
    }
    for (int i = 0; i < lines.length; i++) {
      Found found = lines[i].isEmpty() ? null : Boilerplate.of(lines[i], apart[i]);
      if (found != null) {
        keep(found, lines[i]);
        take(i, found.kind());
      }
    }
    label(lastText(), apart);
    label(firstText(), apart);
    return result();
  }

  /** A line between blank lines; in a text without any each line is a paragraph. */
  private boolean isApart(int at) {
    boolean before = at == 0 || lines[at - 1].isEmpty();
    boolean after = at == lines.length - 1 || lines[at + 1].isEmpty();
    return !paragraphed || (before && after);
  }

  private void keep(Found found, String line) {
    Stamp stamp = found.stamp();
    if (stamp != null) {
      updated = updated == null ? stamp.updated() : updated;
      published = published == null ? stamp.published() : published;
    }
    if (found.kind() == Boilerplate.CORRECTION) {
      correction = CorrectionNote.joined(correction, line);
    }
    Set<String> names = found.kind() == Boilerplate.CREDIT ? credits : photos;
    if (found.value() != null && names.size() < MOST_CREDITS) {
      names.add(found.value());
    }
  }

  private void take(int at, Boilerplate kind) {
    removed[at] = new Removed(lines[at], kind.why());
    lines[at] = "";
  }

  /** A label is taken only where a text is left without it. */
  private void label(int at, boolean[] apart) {
    if (at < 0 || firstText() == lastText() || !apart[at]) {
      return;
    }
    if (Boilerplate.isSection(lines[at], ownSection)) {
      section = section == null ? lines[at] : section;
      take(at, Boilerplate.SECTION);
    }
  }

  private int firstText() {
    return IntStream.range(0, lines.length).filter(i -> !lines[i].isEmpty()).findFirst().orElse(-1);
  }

  private int lastText() {
    int at = lines.length - 1;
    while (at >= 0 && lines[at].isEmpty()) {
      at--;
    }
    return at;
  }

  private @Nullable String left() {
    if (paragraphed) {
      return TextCleaner.paragraphs(lines);
    }
    String left = Arrays.stream(lines).filter(l -> !l.isEmpty()).collect(Collectors.joining("\n"));
    return left.isEmpty() ? null : left;
  }

  private Cleaned result() {
    List<Removed> all = new ArrayList<>();
    for (Removed one : removed) {
      if (one != null) {
        all.add(one);
      }
    }
    String kept = all.isEmpty() ? whole : left();
    if (kept == null && correction != null) {
      kept = correction; // there is nothing but the note: it is the text
      all.removeIf(one -> one.why().equals(Boilerplate.CORRECTION.why()));
    }
    Set<String> named = credits.isEmpty() ? photos : credits;
    return new Cleaned(
        kept == null ? "" : kept,
        List.copyOf(all),
        section,
        named.isEmpty() ? null : String.join("; ", named),
        correction,
        updated,
        published);
  }
}
