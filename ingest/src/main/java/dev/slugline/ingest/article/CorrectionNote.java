package dev.slugline.ingest.article;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a newsroom says that a version corrects an earlier one. */
public final class CorrectionNote {
  private static final int LONGEST = 1_000;

  /** What a note of an editor to editors begins with. */
  private static final Pattern EDITORS =
      Pattern.compile(
          "[^\\p{L}]{0,5}(?:correct|corrig|corre[cç]|rectif|berichtig|richtigstellung|korrektur"
              + "|korrigier|errat|fe de errat|r\u00e4ttelse|rettelse|oikaisu|sprostowanie)\\p{L}*.*");

  private static final String PIECE =
      "(?:article|story|report|post|column|dispatch|piece|item|headline|caption|page|newsletter"
          + "|interview|review|obituary|live ?blog)";

  /** A line of a body that is a note and no text of the article. */
  private static final Pattern LINE =
      Pattern.compile(
          "[\\[(*_\\s\u2013\u2014-]{0,6}(?:"
              + "(?:editor['\u2019]?s note|note) ?[:.\u2013\u2014-] ?(?:an earlier|a previous|this "
              + PIECE
              + " (?:has been|was) (?:corrected|amended)).*"
              + "|(?:corrections?(?: ?(?:and|&) ?clarifications?)?|clarifications?)(?: \\([^)]{1,40}\\))? ?[:\u2013\u2014] ?.+"
              + "|correction,? [^:.]{3,30}: .+"
              + "|\\(corrects? [^()]{3,}\\)"
              + "|an (?:earlier|original) version of (?:this|the) [^.]{0,40}?"
              + PIECE
              + "\\b.*"
              + "|a previous version of (?:this|the) [^.]{0,40}?"
              + PIECE
              + "\\b.*"
              + "|this (?:version of the )?"
              + PIECE
              + " (?:has been|was|is) (?:corrected|amended|updated to correct)\\b.*"
              + "|(?:berichtigung|richtigstellung|korrektur(?:hinweis)?) ?: .+"
              + "|(?:rectificatif|erratum|errata|errata corrige|correction) ?: .+"
              + "|(?:correcci[\u00f3o]n|fe de erratas|rectificaci[\u00f3o]n) ?: .+"
              + "|(?:rectificatie|correctie|r\u00e4ttelse|rettelse|oikaisu|sprostowanie|corre\u00e7\u00e3o|rettifica) ?: .+"
              + ")");

  private CorrectionNote() {}

  /** Whether a line of a body is such a note; in doubt it is text. */
  public static boolean isLine(String line) {
    return line.length() <= LONGEST && LINE.matcher(line.toLowerCase(Locale.ROOT)).matches();
  }

  /** The lines of an editor's note that say so; null: none does. */
  public static @Nullable String in(@Nullable String edNote) {
    if (edNote == null) {
      return null;
    }
    String notes =
        edNote
            .lines()
            .filter(line -> isLine(line) || isEditors(line))
            .collect(Collectors.joining("\n"));
    return notes.isEmpty() ? null : notes;
  }

  /** An editor's note with another behind it, unless it says the same already. */
  public static @Nullable String joined(@Nullable String edNote, @Nullable String note) {
    if (note == null || (edNote != null && edNote.contains(note))) {
      return edNote;
    }
    return edNote == null ? note : Objects.requireNonNull(edNote) + "\n" + note;
  }

  private static boolean isEditors(String line) {
    return line.length() <= LONGEST && EDITORS.matcher(line.toLowerCase(Locale.ROOT)).matches();
  }
}
