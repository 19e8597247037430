package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What a person reads of bytes and times. */
class LetterTextTest {
  @Test
  void shouldLetNothingReachTheTerminalThatIsNoText() {
    assertThat(Printable.line("a\u001b[31m b\u0007\u009b\nc\rd\u202ee\ud800 f"))
        .isEqualTo("a\\u001b[31m b\\u0007\\u009b\\nc\\u000dd\\u202ee\\ud800 f");
    assertThat(Printable.text("a\r\nb\tc\rd\u2028")).isEqualTo("a\nb\tc\\u000dd\\u2028");
    assertThat(Printable.line("naïve 東京 👩\u200d🚀")).isEqualTo("naïve 東京 👩\u200d🚀");
    assertThat(Printable.line("👩👩👩👩", 3)).isEqualTo("👩👩…");
  }

  @Test
  void shouldShowBytesAsTextInTheirCharset() {
    assertThat(LetterText.bytes("Grüße".getBytes(StandardCharsets.UTF_8), 4_000))
        .containsExactly("bytes     7, UTF-8", "", "Grüße");
    assertThat(LetterText.bytes("Grüße".getBytes(Charset.forName("windows-1252")), 4_000))
        .containsExactly("bytes     5, windows-1252", "", "Grüße");
    assertThat(LetterText.bytes(new byte[0], 4_000)).containsExactly("bytes     none");
  }

  @Test
  void shouldSayHowManyBytesAreNotShown() {
    assertThat(LetterText.bytes("äbcdef".getBytes(StandardCharsets.UTF_8), 3))
        .containsExactly("bytes     7, UTF-8", "", "äbc", "… 3 more bytes");
    assertThat(LetterText.bytes("ab😀".getBytes(StandardCharsets.UTF_8), 3))
        .as("no half of a character")
        .containsExactly("bytes     6, UTF-8", "", "ab", "… 4 more bytes");
  }

  @Test
  void shouldDumpWhatIsNoText() {
    byte[] bytes = new byte[600];
    bytes[1] = 'A';

    List<String> lines = LetterText.bytes(bytes, 4_000);

    assertThat(lines).hasSize(2 + 32 + 1);
    assertThat(lines.get(0)).isEqualTo("bytes     600, not text");
    assertThat(lines.get(2)).startsWith("00000000  00 41 00 ").endsWith("  .A..............");
    assertThat(lines.get(34)).isEqualTo("… 88 more bytes");
  }

  @Test
  void shouldReadTimesAndHowLongAgo() {
    Moment moment = new Moment();

    assertThat(moment.convert("2026-03-01T12:00:00+02:00"))
        .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(moment.convert("2026-03-01")).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(Duration.between(moment.convert("3d"), Instant.now()).toMinutes())
        .isEqualTo(3 * 24 * 60);
    assertThat(Duration.between(moment.convert("90m"), Instant.now()).toMinutes()).isEqualTo(90);
    for (String wrong : List.of("", "yesterday", "3", "3y", "2026-13-01", "2026-03-01T12:00")) {
      assertThatThrownBy(() -> moment.convert(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("'" + wrong + "' is not a time such as");
    }
  }
}
