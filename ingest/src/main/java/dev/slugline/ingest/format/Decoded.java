package dev.slugline.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text.
 *
 * <p>The bytes decide: a byte order mark, then UTF-16 and UTF-32 by their zeros, then sound UTF-8.
 * Of bytes that are none of these, what is declared is believed (by the content type, then the XML
 * declaration, then an HTML {@code meta}) where they can be that, and else they are told from their
 * statistics.
 *
 * @param text without byte order mark
 * @param charset in which the bytes are
 * @param warnings {@code repaired-encoding} when the bytes are not what they are said to be, are
 *     broken or encoded twice, or when their encoding had to be guessed
 */
public record Decoded(String text, Charset charset, List<String> warnings) {
  /** Says that a text is not in the encoding that it should be in. */
  public static final String REPAIRED = "repaired-encoding";

  private static final int HEAD = 4_096;
  private static final int SURELY = 4;

  /** Bytes of which nothing is said. */
  public static Decoded of(byte[] bytes) {
    return of(bytes, null);
  }

  /**
   * Bytes of which something may be said.
   *
   * @param contentType as declared, with its parameters; null: nothing is said
   */
  public static Decoded of(byte[] bytes, @Nullable String contentType) {
    Wide wide = Wide.of(bytes);
    if (wide != null) {
      return wide(bytes, wide, contentType);
    }
    int skip = Wide.startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    DeclaredCharset declared = DeclaredCharset.of(contentType, head(bytes, skip));
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return sound(text, bytes, declared);
    } catch (CharacterCodingException e) {
      return unsound(bytes, skip, declared);
    }
  }

  private static String head(byte[] bytes, int skip) {
    int length = Math.min(HEAD, bytes.length - skip);
    return new String(bytes, skip, length, StandardCharsets.ISO_8859_1);
  }

  private static Decoded wide(byte[] bytes, Wide wide, @Nullable String contentType) {
    String text = new String(bytes, wide.skip(), bytes.length - wide.skip(), wide.charset());
    String head = text.substring(0, Math.min(HEAD, text.length()));
    DeclaredCharset declared = DeclaredCharset.of(contentType, head);
    boolean told = wide.marked() ? declared.allows(wide.charset()) : declared.names(wide.charset());
    return made(text, wide.charset(), !told || text.indexOf(LegacyText.BROKEN) >= 0);
  }

  /** Bytes that are UTF-8; plain ASCII may be in many an other charset as well. */
  private static Decoded sound(String text, byte[] bytes, DeclaredCharset declared) {
    boolean ascii = text.length() == bytes.length;
    if (!ascii) {
      return made(text, StandardCharsets.UTF_8, !declared.allows(StandardCharsets.UTF_8));
    }
    Charset first = declared.first();
    if (first == null || Wide.is(first)) {
      return made(text, StandardCharsets.UTF_8, first != null);
    }
    if (text.indexOf('\u001b') >= 0 && first.name().startsWith("ISO-2022")) {
      return made(new String(bytes, first), first, false);
    }
    return made(text, StandardCharsets.UTF_8, false);
  }

  private static Decoded unsound(byte[] bytes, int skip, DeclaredCharset declared) {
    Wide said = Wide.said(bytes, declared.first());
    if (said != null) {
      return made(new String(bytes, said.charset()), said.charset(), false);
    }
    String utf8 = Utf8.lenient(bytes, skip);
    long broken = utf8.chars().filter(c -> c == LegacyText.BROKEN).count();
    long sound = utf8.chars().filter(c -> c > 0x7f && c != LegacyText.BROKEN).count();
    // what is in another charset hardly ever makes a sound sequence of several bytes
    boolean likely = sound > 0 && sound >= broken;
    if (skip > 0
        || (likely && (declared.allows(StandardCharsets.UTF_8) || sound >= broken * SURELY))) {
      return made(utf8, StandardCharsets.UTF_8, true);
    }
    LegacyText legacy = LegacyText.of(bytes, declared);
    if (likely && !legacy.declared()) {
      return made(utf8, StandardCharsets.UTF_8, true);
    }
    return made(legacy.text(), legacy.charset(), !legacy.declared() || legacy.isBroken());
  }

  private static Decoded made(String text, Charset charset, boolean repaired) {
    String mended = Mojibake.mended(text);
    boolean warned = repaired || !mended.equals(text);
    return new Decoded(mended, charset, warned ? List.of(REPAIRED) : List.of());
  }

  /** Whether this is no text at all: one in twenty characters is a control or undecodable one. */
  public boolean isBinary() {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f';
      if (control || c == 0x7f || c == LegacyText.BROKEN || (c >= 0x80 && c < 0x85)) {
        odd++;
      }
    }
    return odd > 0 && odd * 20L >= text.length();
  }
}
