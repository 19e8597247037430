package dev.slugline.ingest.format;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text in a charset from before Unicode.
 *
 * @param declared whether it was said to be this, rather than guessed
 */
record LegacyText(String text, Charset charset, boolean declared) {
  /** What stands for bytes that mean nothing. */
  static final char BROKEN = '\ufffd';

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** In percent; what is told of a few words that are not Western is rarely surer. */
  private static final int SURE = 30;

  private static final int SAMPLE = 12_000;

  /**
   * How many bytes around one beyond ASCII tell of the language, where ASCII letters belong to it.
   */
  private static final int AROUND = 40;

  private static final int CLOSE = 2;

  /** Bytes that are not UTF-8. */
  static LegacyText of(byte[] bytes, DeclaredCharset declared) {
    for (Charset charset : declared.known()) {
      if (charset.equals(StandardCharsets.UTF_8) || Wide.is(charset)) {
        continue;
      }
      String text = new String(bytes, charset);
      boolean foreign = charset.equals(WINDOWS) && isForeign(bytes) && guess(bytes) != null;
      if (!foreign && fits(text)) {
        return new LegacyText(text, charset, true);
      }
    }
    Charset guess = guess(bytes);
    Charset charset = guess == null ? WINDOWS : guess;
    return new LegacyText(new String(bytes, charset), charset, false);
  }

  boolean isBroken() {
    return text.indexOf(BROKEN) >= 0;
  }

  /** At most one in fifty characters beyond ASCII means nothing. */
  private static boolean fits(String text) {
    long broken = text.chars().filter(c -> c == BROKEN).count();
    return broken == 0 || broken * 50 <= text.chars().filter(c -> c > 0x7f).count();
  }

  /**
   * Whether words with letters beyond ASCII consist of little else: then they are in no language
   * that is written in windows-1252, though every byte means something there.
   */
  private static boolean isForeign(byte[] bytes) {
    int high = 0;
    int letters = 0;
    int wordHigh = 0;
    int word = 0;
    for (int i = 0; i <= bytes.length; i++) {
      int b = i < bytes.length ? bytes[i] & 0xff : ' ';
      boolean ascii = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      if (ascii || b >= 0xc0) {
        word++;
        wordHigh += ascii ? 0 : 1;
      } else {
        high += wordHigh;
        letters += wordHigh > 0 ? word : 0;
        word = 0;
        wordHigh = 0;
      }
    }
    return high > 10 && high * 10 > letters * 6;
  }

  /** What the statistics of the bytes tell; null: nothing but that they may be Western. */
  private static @Nullable Charset guess(byte[] bytes) {
    CharsetDetector detector = new CharsetDetector();
    detector.setText(sample(bytes, isForeign(bytes) ? CLOSE : AROUND));
    for (CharsetMatch match : detector.detectAll()) {
      String name = match.getName();
      if (match.getConfidence() < SURE
          || name.equals("windows-1252")
          || name.equals("ISO-8859-1")) {
        return null;
      }
      Charset charset = DeclaredCharset.named(name.equals("ISO-8859-8-I") ? "windows-1255" : name);
      if (charset != null && !Wide.is(charset) && !charset.equals(StandardCharsets.UTF_8)) {
        return charset;
      }
    }
    return null;
  }

  /** The surroundings of what is not ASCII; the rest says nothing of the charset. */
  private static byte[] sample(byte[] bytes, int around) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int copied = 0;
    for (int i = 0; i < bytes.length && out.size() < SAMPLE; i++) {
      if (bytes[i] < 0 && i + around > copied) {
        int from = Math.max(copied, i - around);
        int to = Math.min(bytes.length, i + around);
        out.write(bytes, from, to - from);
        copied = to;
      }
    }
    return out.toByteArray();
  }
}
