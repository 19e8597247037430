package dev.slugline.ingest.page.kind;

import java.util.regex.Pattern;

/** By what words and figures live blogs, and what is like them, are known in many languages. */
final class LiveWords {
  private static final int LONGEST_TIME = 40;
  private static final int MOST_LETTERS = 24;
  private static final Pattern LIVE =
      Pattern.compile(
          "(?iu)\\blive\\b|live-?blog|ticker\\b|en direct\\b|en vivo\\b|minuto a minuto|en directo\\b"
              + "|ao vivo\\b|\\bdiretta\\b|canl\u0131|na \u017cywo|\u017eiv\u011b|na\u017eivo|\u00e9l\u0151"
              + "|direktrapport|direkte\\b|hetki hetkelt\u00e4|tr\u1ef1c ti\u1ebfp|langsung"
              + "|\u043e\u043d\u043b\u0430\u0439\u043d|\u043f\u0440\u044f\u043c\u0430\u044f \u0442\u0440\u0430\u043d\u0441\u043b\u044f\u0446\u0438\u044f"
              + "|\u043f\u0440\u044f\u043c\u043e\u0439 \u044d\u0444\u0438\u0440|\u043d\u0430\u0436\u0438\u0432\u043e|\u043d\u0430 \u0436\u0438\u0432\u043e"
              + "|\u03b6\u03c9\u03bd\u03c4\u03b1\u03bd\u03ac|\u03bb\u03b5\u03c0\u03c4\u03cc \u03c0\u03c1\u03bf\u03c2 \u03bb\u03b5\u03c0\u03c4\u03cc"
              + "|\u05e9\u05d9\u05d3\u05d5\u05e8 \u05d7\u05d9|\u0645\u0628\u0627\u0634\u0631|\u0644\u062d\u0638\u0629 \u0628\u0644\u062d\u0638\u0629|\u0632\u0646\u062f\u0647"
              + "|\u0932\u093e\u0907\u0935|\u09b2\u09be\u0987\u09ad|\u0e2a\u0e14|\u30e9\u30a4\u30d6|\u901f\u5831|\u5b9f\u6cc1"
              + "|\u76f4\u64ad|\u5b9e\u65f6|\u5be6\u6642|\u5373\u6642|\uc0dd\uc911\uacc4|\uc2e4\uc2dc\uac04");
  private static final Pattern COMMENTS =
      Pattern.compile(
          "(?iu)comment|kommentar|coment[a\u00e1]r|kommentti|reacties|koment\u00e1?[a\u00e1r]|yorum|repl(?:y|ies)|disqus"
              + "|\u043a\u043e\u043c\u043c\u0435\u043d\u0442|\u043a\u043e\u043c\u0435\u043d\u0442|\u03c3\u03c7\u03cc\u03bb\u03b9\u03b1"
              + "|\u8bc4\u8bba|\u8a55\u8ad6|\u7559\u8a00|\u30b3\u30e1\u30f3\u30c8|\ub313\uae00|\u062a\u0639\u0644\u064a\u0642|\u091f\u093f\u092a\u094d\u092a\u0923\u0940");
  private static final Pattern CLOCK =
      Pattern.compile("(?U)(?:^|\\D)\\d{1,2}\\s?[:.h\u6642\u65f6\u70b9\uc2dc]\\s?\\d{2}(?!\\d)");

  private LiveWords() {}

  static boolean saysLive(String text) {
    return LIVE.matcher(text).find();
  }

  static boolean saysComments(String text) {
    return COMMENTS.matcher(text).find();
  }

  /** Whether a text is a time of day and hardly anything else. */
  static boolean isTime(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TIME
        && CLOCK.matcher(text).find()
        && text.codePoints().filter(Character::isLetter).count() <= MOST_LETTERS / 2;
  }
}
