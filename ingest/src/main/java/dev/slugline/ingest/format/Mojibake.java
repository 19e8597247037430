package dev.slugline.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** UTF-8 that was taken for windows-1252 and encoded again: {@code CafÃ©}. */
public final class Mojibake {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final List<Field> TEXTS = List.of(Field.TITLE, Field.BODY, Field.SUMMARY);
  private static final int MOST_TIMES = 3;

  /** The byte of each character of windows-1252 that is not its own. */
  private static final byte[] BYTES = bytes();

  private Mojibake() {}

  private static byte[] bytes() {
    byte[] all = new byte[0x2200];
    for (int b = 0x80; b < 0xa0; b++) {
      char c = new String(new byte[] {(byte) b}, WINDOWS).charAt(0);
      if (c < all.length) {
        all[c] = (byte) b;
      }
    }
    return all;
  }

  /**
   * The text as it was meant, if all of it was encoded twice or more often; else the text itself.
   * One character that cannot have come about so is enough to leave everything as it is.
   */
  public static String mended(String text) {
    String mended = text;
    for (int i = 0; i < MOST_TIMES; i++) {
      String once = once(mended);
      if (once.equals(mended)) {
        return mended;
      }
      mended = once;
    }
    return mended;
  }

  /** Mends the texts of a draft, each by itself: in JSON they may hide behind escapes. */
  public static void mend(Draft draft) {
    for (Field field : TEXTS) {
      String text = draft.get(field);
      String mended = text == null ? null : mended(text);
      if (mended != null && !mended.equals(text)) {
        draft.set(field, mended);
        draft.warnings().add(Decoded.REPAIRED);
      }
    }
  }

  private static String once(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < 0x80) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      byte own = c < 0x100 ? (byte) c : c < BYTES.length ? BYTES[c] : 0;
      if (own == 0 && c != 0) {
        return text;
      }
      bytes[i] = own;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }
}
