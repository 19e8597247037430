package dev.slugline.ingest.archive;

/** Names of entries, as whoever packed them wrote them: nothing is ever written under them. */
final class EntryName {
  private static final int LONGEST = 500;

  private EntryName() {}

  /** The name within its archive, fit to be shown. */
  static String within(String archive, String name) {
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) + "\u2026" : name;
    StringBuilder shown = new StringBuilder(archive).append(Part.WITHIN);
    cut.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Whether it is not meant to be seen: what systems and editors leave behind. */
  static boolean isHidden(String name) {
    for (String step : name.split("[/\\\\]", -1)) {
      boolean dots = step.equals(".") || step.equals("..");
      if (step.equals("__MACOSX") || (step.startsWith(".") && !dots)) {
        return true;
      }
    }
    return false;
  }
}
