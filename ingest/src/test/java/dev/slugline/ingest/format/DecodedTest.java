package dev.slugline.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedTest {
  private static final String FRENCH =
      "Le port a été rouvert après les réparations. Le premier ferry est parti tôt.";
  private static final String RUSSIAN =
      "Порт снова открыт после ремонта. Первый паром вышел в море рано утром.";

  private static byte[] in(String charset, String text) {
    return text.getBytes(Charset.forName(charset));
  }

  private static void sound(byte[] bytes, @Nullable String type, String text) {
    Decoded decoded = Decoded.of(bytes, type);
    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.warnings()).isEmpty();
  }

  private static void repaired(byte[] bytes, @Nullable String type, String text) {
    Decoded decoded = Decoded.of(bytes, type);
    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.warnings()).containsExactly("repaired-encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkIsBelieved(String charset) {
    byte[] bytes = in(charset, "\ufeff" + RUSSIAN);

    sound(bytes, null, RUSSIAN);
    sound(bytes, "text/plain; charset=" + charset, RUSSIAN);
    repaired(bytes, "text/plain; charset=windows-1251", RUSSIAN);
    assertThat(Decoded.of(bytes).charset()).isEqualTo(Charset.forName(charset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void wideUnitsAreToldByTheirZeros(String charset) {
    for (String text : new String[] {FRENCH, RUSSIAN, "Short"}) {
      repaired(in(charset, text), null, text);
      sound(in(charset, text), "text/plain; charset=" + charset, text);
      sound(in(charset, text), "text/plain; charset=" + charset.substring(0, 6), text);
    }
  }

  @Test
  void chineseInUtf16IsBelievedWhereItIsDeclared() {
    String chinese = "港口在维修之后重新开放。第一班渡轮清晨出发。";
    sound(in("UTF-16LE", chinese), "text/plain; charset=utf-16le", chinese);
    sound(in("UTF-16LE", chinese), "text/plain; charset=utf-16", chinese);
  }

  @Test
  void zerosInATextDoNotMakeItWide() {
    sound(in("UTF-8", "one\0two\0three\0four\0"), null, "one\0two\0three\0four\0");
    sound(in("UTF-8", "ab.\0cd.\0ef.\0gh.\0"), null, "ab.\0cd.\0ef.\0gh.\0");
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1251, windows-1251",
    "koi8-r, KOI8-R",
    "iso-8859-5, ISO-8859-5",
    "cp866, IBM866"
  })
  void aRightDeclarationNeedsNoWarning(String name, String charset) {
    byte[] bytes = in(charset, RUSSIAN);
    sound(bytes, "text/html; charset=\"" + name + "\"", RUSSIAN);
    String xml = "<?xml version='1.0' encoding='" + name + "'?>\n<a>" + RUSSIAN + "</a>";
    sound(in(charset, xml), "application/xml", xml);
    String page = "<html><head><meta charset=" + name + "></head>" + RUSSIAN + "</html>";
    sound(in(charset, page), "text/html", page);
    String older =
        "<html><META http-equiv='Content-Type' content='text/html; charset="
            + name
            + "'>"
            + RUSSIAN;
    sound(in(charset, older), null, older);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin1", "ISO-8859-1", "us-ascii", "windows-1252"})
  void latin1IsWindows1252AsInBrowsers(String name) {
    String text = "The “harbour” – open again: €5 a crossing";
    sound(in("windows-1252", text), "text/plain; charset=" + name, text);
  }

  @Test
  void theContentTypeIsMoreBindingThanTheDeclarationWithin() {
    String xml = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>" + RUSSIAN + "</a>";
    sound(in("windows-1251", xml), "text/xml; charset=windows-1251", xml);
  }

  @Test
  void utf8IsBelievedWhateverIsDeclared() {
    for (String name : new String[] {"windows-1252", "iso-8859-1", "shift_jis", "utf-16", "x-no"}) {
      repaired(in("UTF-8", FRENCH), "text/plain; charset=" + name, FRENCH);
    }
    String xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>été</a>";
    repaired(in("UTF-8", xml), null, xml);
    sound(in("UTF-8", FRENCH), "text/plain; charset=utf8", FRENCH);
    sound(in("UTF-8", FRENCH), null, FRENCH);
  }

  @Test
  void plainAsciiIsNoRepairInWhateverIsLikeIt() {
    for (String name : new String[] {"latin1", "windows-1251", "shift_jis", "x-no", "utf-8"}) {
      sound(in("UTF-8", "Plain words"), "text/plain; charset=" + name, "Plain words");
    }
    repaired(in("UTF-8", "Plain words"), "text/plain; charset=utf-16", "Plain words");
  }

  @Test
  void aFewBrokenBytesOfUtf8AreReplaced() {
    byte[] bytes = in("UTF-8", FRENCH + "!");
    bytes[bytes.length - 1] = (byte) 0xff;
    repaired(bytes, null, FRENCH + "\ufffd");
    repaired(bytes, "text/plain; charset=utf-8", FRENCH + "\ufffd");
    repaired(bytes, "text/plain; charset=latin1", FRENCH + "\ufffd");
    byte[] cut = Arrays.copyOf(in("UTF-8", "été"), 4);
    repaired(cut, null, "ét\ufffd");
  }

  @Test
  void surrogatesEncodedOneByOneMakeTheirCharacter() {
    byte[] pair = {
      'a', (byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80
    };
    repaired(pair, null, "a\ud83d\ude00");
    byte[] lone = in("UTF-8", "été ABC");
    System.arraycopy(pair, 1, lone, 6, 3);
    repaired(lone, null, "été \ufffd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1251|Порт снова открыт после ремонта. Первый паром вышел рано утром.",
        "KOI8-R|Порт снова открыт после ремонта. Первый паром вышел рано утром.",
        "Shift_JIS|港は修理のあと再び開きました。最初のフェリーは早朝に出航しました。",
        "EUC-JP|港は修理のあと再び開きました。最初のフェリーは早朝に出航しました。",
        "GB18030|港口在维修之后重新开放。第一班渡轮清晨出发，岛上的居民前来迎接。",
        "Big5|港口在維修之後重新開放。第一班渡輪清晨出發，島上的居民前來迎接。",
        "EUC-KR|항구가 수리를 마치고 다시 문을 열었다. 첫 여객선은 이른 아침에 출발했다.",
        "ISO-8859-2|Port został otwarty po remoncie. Prom wypłynął rano, mieszkańcy przyszli. Źródło: żegluga.",
        "windows-1250|Port został otwarty po remoncie. Prom wypłynął rano, mieszkańcy przyszli. Źródło: żegluga.",
        "windows-1253|Το λιμάνι άνοιξε ξανά μετά τις επισκευές. Το πρώτο πλοίο έφυγε νωρίς.",
        "windows-1252|Le port a été rouvert après les réparations. C’est la première fois.",
        "windows-1252|One pound £5 and no more",
        "windows-1252|Café opens"
      })
  void whatNobodyDeclaresIsGuessedAndSaid(String charset, String text) {
    repaired(in(charset, text), null, text);
    repaired(in(charset, text), "text/plain; charset=x-unknown", text);
    repaired(in(charset, text), "text/plain; charset=utf-8", text);
    String page =
        "<html><head><title>Harbour</title></head><body><p>" + text + "</p></body></html>";
    repaired(in(charset, page), "text/html", page);
  }

  @Test
  void whatCannotBeInTheDeclaredCharsetIsNot() {
    repaired(in("windows-1251", RUSSIAN), "text/html; charset=iso-8859-1", RUSSIAN);
    String japanese = "港は修理のあと再び開きました。最初のフェリーは早朝に出航しました。";
    repaired(in("Shift_JIS", japanese), "text/html; charset=euc-jp", japanese);
    String page = "<meta charset=koi8-r>" + RUSSIAN;
    sound(in("KOI8-R", page), "text/html", page);
  }

  @Test
  void iso2022IsReadWhereItIsDeclared() {
    String japanese = "港は修理のあと再び開きました。";
    sound(in("ISO-2022-JP", japanese), "text/plain; charset=iso-2022-jp", japanese);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Café",
        "It’s “open” – again",
        "Порт снова открыт",
        "€5",
        "à la carte",
        "港口重新开放",
        "😀"
      })
  void whatWasEncodedTwiceIsRepaired(String text) {
    String twice = again(text);
    assertThat(twice).isNotEqualTo(text);
    repaired(in("UTF-8", twice), null, text);
    repaired(in("UTF-8", again(twice)), null, text);
    repaired(
        in("UTF-8", "<p>" + twice + "</p>"), "text/html; charset=utf-8", "<p>" + text + "</p>");
  }

  /** As a program does that takes UTF-8 for windows-1252. */
  private static String again(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      String c = new String(new byte[] {b}, Charset.forName("windows-1252"));
      out.append(c.equals("\ufffd") ? Character.toString(b & 0xff) : c);
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ce que l’écran montre : Ã©, au lieu de « é »",
        "NÃO",
        "Â",
        "São Paulo",
        "Å",
        "£5",
        "naïve"
      })
  void whatIsMeantSoIsLeft(String text) {
    sound(in("UTF-8", text), null, text);
  }

  @Test
  void aLongTextTakesNoLongTime() {
    for (String part : new String[] {"<meta ", "Ã©Ã", "é", "\u00c3", "<?xml ", "a\0"}) {
      byte[] bytes = in("windows-1252", part.repeat(8_000_000 / part.length()));
      Spent spent = Spent.from();
      Decoded.of(bytes, "text/html; charset=iso-8859-1");
      Decoded.of(bytes);
      assertThat(spent.soFar()).as(part).isLessThan(Duration.ofSeconds(3));
    }
  }
}
