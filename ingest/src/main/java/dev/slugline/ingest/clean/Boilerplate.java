package dev.slugline.ingest.clean;

import dev.slugline.ingest.article.CorrectionNote;
import dev.slugline.ingest.clean.StampLine.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The lines that stand in a body and are not its text. Narrow on purpose: when in doubt a line
 * stays. The time for a line is linear in its length, and bounded.
 */
enum Boilerplate {
  PROMOTION("promotional link"),
  FOLLOW("follow or sign-up line"),
  CREDIT("credit"),
  PHOTO("photo credit"),
  CORRECTION("correction note"),
  STAMP("date line"),
  SECTION("section label"),
  ADVERTISEMENT("advertisement"),
  CONTROL("page control"),
  TAGS("list of subjects"),
  RIGHTS("copyright line");

  private static final int LONGEST = 400;

  private final String why;

  Boilerplate(String why) {
    this.why = why;
  }

  String why() {
    return why;
  }

  /**
   * What a line is.
   *
   * @param value the source that a credit names, or a photo's credit as it stands; else null
   * @param stamp the dates of a date line; else null
   */
  record Found(Boilerplate kind, @Nullable String value, @Nullable Stamp stamp) {}

  /**
   * What a line without surrounding spaces is; null: text.
   *
   * @param apart whether it is a paragraph by itself; a line of a list or of a table is not
   */
  static @Nullable Found of(String written, boolean apart) {
    if (CorrectionNote.isLine(written)) {
      return new Found(CORRECTION, null, null);
    }
    if (written.length() > LONGEST) {
      return null;
    }
    Line line = Line.of(written);
    if (line.isEmpty()) {
      return null;
    }
    Stamp stamp = StampLine.of(line);
    if (stamp != null) {
      return new Found(STAMP, null, stamp);
    }
    String source = CreditLine.source(line);
    if (source != null) {
      return new Found(CREDIT, source, null);
    }
    if (CreditLine.isPhoto(line)) {
      return new Found(PHOTO, line.text(), null);
    }
    Boilerplate kind = kind(line, apart);
    return kind == null ? null : new Found(kind, null, null);
  }

  private static @Nullable Boilerplate kind(Line line, boolean apart) {
    if (PageLine.isAdvertisement(line)) {
      return ADVERTISEMENT;
    }
    if (apart && PageLine.isControl(line)) {
      return CONTROL;
    }
    if (CallLine.is(line)) {
      return FOLLOW;
    }
    if (LinkLine.is(line)) {
      return PROMOTION;
    }
    if (PageLine.isTags(line)) {
      return TAGS;
    }
    return PageLine.isRights(line) ? RIGHTS : null;
  }

  /** Whether a line is the label of a section, as such labels are or as this article's is. */
  static boolean isSection(String line, @Nullable String section) {
    return Phrases.of(Phrases.Kind.SECTION).isAsWritten(line)
        || (section != null && line.equalsIgnoreCase(section));
  }
}
