package dev.slugline.enrich.rule;

import java.util.List;
import java.util.SplittableRandom;

/** Random text of all planes, weighted to what is troublesome to cut into words. */
final class RandomText {
  /** Characters alone. */
  private static final String TROUBLE =
      "aZ1_09.,:;'\"#*-/@ \n\t\u00a0\u00ad\ufeff\u200b\u200c\u200d\u2060\u2019\u2018\u00b7\u0387"
          + "\u0301\u0308\u0345\u20e3\ufe0e\ufe0f\u203f\uff3f\u202f\u2024\uff0e\uff1a\u066b\u066c"
          + "\u0663\u0967\u05d0\u05f4\u05f3\u30a2\u30fc\uff76\uff9e\u3042\u3099\u4e00\uac00\u1100"
          + "\u1161\u0e01\u0e31\u1780\u0915\u094d\u093f\u0639\u064b\u0561\u0130\u0131\u00df\u1e9e"
          + "\u2139\u24c2\u00a9\u2122\u261d\u2764\u3030\u303d\u3297\ud83d\ude00\ud800\udfff\u0000";

  private static final List<String> PIECES =
      List.of(
          "the",
          "Running",
          "U.S.A.",
          "l'été",
          "dell\u2019arte",
          "O'Neil's",
          "JAMES\u2019S",
          "3,000.50",
          "12:30",
          "a:b",
          "foo_bar",
          "e\u0301te\u0301",
          "co\u00adoperate",
          "\u05d0\u05d1\"\u05d2",
          "\u05d2'",
          "हिन्दी",
          "می\u200cخواهم",
          "Straße",
          "İSTANBUL",
          "ΟΔΟΣ",
          "Россия",
          "日本語",
          "カタカナ",
          "ひらがな",
          "한국어",
          "ภาษาไทย",
          "\ud83d\ude00",
          "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\ud83c\uddfa\ud83c\uddf8",
          "\ud83d\udc4d\ud83c\udffd",
          "1\ufe0f\u20e3",
          "#\ufe0f\u20e3",
          "\u2764\ufe0f",
          "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f",
          "\ud801\udc00\ud801\udc28",
          "\ud835\udc00",
          "\ud840\udc00",
          "http://www.example.org/a_b?c=1&d=2",
          "n-athair",
          "t-uisce");

  private RandomText() {}

  /** The next: mostly short, sometimes with a run near Lucene's longest token or far over it. */
  static String of(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(random.nextInt(1, 25));
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> text.append(TROUBLE.charAt(random.nextInt(TROUBLE.length())));
        case 4, 5 -> text.append(PIECES.get(random.nextInt(PIECES.size())));
        case 6 -> text.appendCodePoint(random.nextInt(0x3100));
        case 7 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 8 -> text.appendCodePoint(0x1f000 + random.nextInt(0x1000));
        case 9 -> text.append(' ');
        case 10 -> text.append((char) random.nextInt(0x10000));
        default -> {
          if (random.nextInt(20) == 0) {
            run(random, text);
          }
        }
      }
    }
    return text.toString();
  }

  private static void run(SplittableRandom random, StringBuilder text) {
    int length = random.nextBoolean() ? random.nextInt(240, 262) : random.nextInt(100, 1100);
    char first = TROUBLE.charAt(random.nextInt(TROUBLE.length()));
    char second = TROUBLE.charAt(random.nextInt(TROUBLE.length()));
    int kind = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      text.append(
          switch (kind) {
            case 0 -> 'a';
            case 1 -> i % 2 == 0 ? first : second;
            case 2 -> random.nextInt(30) == 0 ? first : 'b';
            default -> TROUBLE.charAt(random.nextInt(TROUBLE.length()));
          });
    }
  }
}
