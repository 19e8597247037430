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
              + "|in einer (?:fr\u00fcheren|vorherigen|\u00e4lteren) (?:version|fassung) (?:dieses|des)"
              + " (?:artikels|beitrags|textes|berichts)\\b.*"
              + "|(?:dans )?une (?:premi\u00e8re )?version (?:pr\u00e9c\u00e9dente |ant\u00e9rieure )?de cet article\\b.*"
              + "|(?:en )?una versi\u00f3n anterior de (?:este art\u00edculo|esta nota|esta noticia|este texto)\\b.*"
              + "|(?:in )?una versione precedente di questo articolo\\b.*"
              + "|uma vers\u00e3o anterior (?:deste|desta) (?:artigo|texto|reportagem|mat\u00e9ria|not\u00edcia).*"
              + "|in een eerdere versie van dit (?:artikel|bericht|stuk)\\b.*"
              + "|w poprzedniej wersji (?:tego )?(?:artyku\u0142u|tekstu).*"
              + "|(?:\u66f4\u6b63|\u8a02\u6b63|\u8ba2\u6b63|\uc815\uc815|\u043f\u043e\u043f\u0440\u0430\u0432\u043a\u0430|\u0438\u0441\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u0438\u0435|d\u00fczeltme"
              + "|\u062a\u0635\u062d\u064a\u062d|\u0627\u0635\u0644\u0627\u062d\u06cc\u0647|ralat|\u0111\u00ednh ch\u00ednh|\u03b4\u03b9\u03cc\u03c1\u03b8\u03c9\u03c3\u03b7) ?[:\uff1a] ?.+"
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
