package dev.slugline.app.config;

/**
 * The code of a language, as commands and HTTP take it: it may be one that nothing is written in.
 */
public final class LanguageCode {
  /** The form, for a person. */
  public static final String FORM = "the two or three letters of a language, such as en";

  private LanguageCode() {}

  /** Whether a text has the form of one. */
  public static boolean isOne(String text) {
    return text.matches("[A-Za-z]{2,3}");
  }
}
