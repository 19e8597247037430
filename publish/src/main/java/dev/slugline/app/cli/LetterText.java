package dev.slugline.app.cli;

import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Story;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;

/** One dead letter as a person reads it. */
final class LetterText {
  private static final String LINE = "%-9s %s";
  private static final int BYTES_A_LINE = 16;

  /** Headers that have a line of their own. */
  private static final Set<String> TOLD =
      Set.of(
          SluglineHeaders.ERROR,
          SluglineHeaders.REASON,
          SluglineHeaders.STAGE,
          SluglineHeaders.TOPIC,
          SluglineHeaders.PARTITION,
          SluglineHeaders.OFFSET,
          SluglineHeaders.ITEM,
          SluglineHeaders.ITEMS,
          SluglineHeaders.TIME,
          SluglineHeaders.ATTEMPT);

  private LetterText() {}

  /**
   * The story, without the bytes.
   *
   * @param story what the topics tell of it
   */
  static List<String> story(Letter letter, Story story) {
    List<String> lines = new ArrayList<>();
    line(lines, "letter", letter.id().toString());
    line(lines, "error", letter.error());
    line(lines, "reason", letter.reason());
    line(lines, "stage", letter.stage());
    line(lines, "from", from(letter));
    line(lines, "key", letter.keyText() == null ? "(none)" : letter.keyText());
    line(lines, "arrived", letter.arrived().toString());
    line(lines, "broke", letter.brokeAt() == null ? "unknown" : letter.brokeAt().toString());
    line(lines, "attempt", Integer.toString(letter.attempt()));
    if (story.replayOf() != null) {
      line(lines, "replay of", story.replayOf().toString());
    }
    for (Header header : letter.headers()) {
      if (!TOLD.contains(header.key())) {
        byte[] value = header.value() == null ? new byte[0] : header.value();
        line(lines, "header", header.key() + ": " + new String(value, StandardCharsets.UTF_8));
      }
    }
    story.receipts().forEach(receipt -> line(lines, "receipt", receipt(receipt)));
    line(lines, "replayed", replayed(story));
    story
        .ofReplays()
        .forEach(
            receipt ->
                line(
                    lines,
                    "",
                    receipt.partition() + "-" + receipt.offset() + ": " + receipt(receipt)));
    if (story.more() > 0) {
      line(lines, "", "… %,d more receipts".formatted(story.more()));
    }
    return lines;
  }

  private static String replayed(Story story) {
    String back =
        story.cameBack().isEmpty()
            ? ""
            : "; came back as "
                + story.cameBack().stream()
                    .map(Letter.Id::toString)
                    .collect(Collectors.joining(", "));
    return !story.replayed() ? "no" : (story.retagged() ? "tagged again" : "yes") + back;
  }

  private static String from(Letter letter) {
    String place =
        letter.offset() < 0
            ? letter.topic()
            : letter.topic() + " " + letter.partition() + "-" + letter.offset();
    boolean several = letter.item().indexOf(',') >= 0;
    return place
        + (several ? ", items " : ", item ")
        + letter.item().replace(",", ", ")
        + (letter.items() > 1 ? " of " + letter.items() : "");
  }

  private static String receipt(Receipt receipt) {
    String what = "item " + receipt.item() + " of " + receipt.items() + ": ";
    what += receipt.stage() + " " + receipt.outcome();
    if (receipt.articleId() != null) {
      what += " " + receipt.articleId();
    }
    if (receipt.revision() != null) {
      what += " revision " + receipt.revision();
    }
    return receipt.reason() == null ? what : what + ": " + receipt.reason();
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(LINE.formatted(name, Printable.line(value)).stripTrailing());
  }

  /**
   * The bytes, as text where they are some.
   *
   * @param most how many bytes, about
   */
  static List<String> bytes(byte[] bytes, int most) {
    List<String> lines = new ArrayList<>();
    if (bytes.length == 0) {
      lines.add(LINE.formatted("bytes", "none"));
      return lines;
    }
    Decoded decoded = Decoded.of(bytes);
    String what = decoded.isBinary() ? "not text" : decoded.charset().name();
    lines.add(LINE.formatted("bytes", "%,d, %s".formatted(bytes.length, what)));
    lines.add("");
    int shown = decoded.isBinary() ? dump(bytes, most, lines) : text(decoded, bytes, most, lines);
    if (shown < bytes.length) {
      lines.add("… %,d more bytes".formatted(bytes.length - shown));
    }
    return lines;
  }

  private static int text(Decoded decoded, byte[] bytes, int most, List<String> lines) {
    String text = decoded.text();
    int end = Math.min(text.length(), most);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String shown = text.substring(0, end);
    lines.add(Printable.text(shown));
    return end == text.length()
        ? bytes.length
        : Math.min(bytes.length - 1, shown.getBytes(decoded.charset()).length);
  }

  private static int dump(byte[] bytes, int most, List<String> lines) {
    int end = Math.min(bytes.length, Math.min(most, 32 * BYTES_A_LINE));
    for (int from = 0; from < end; from += BYTES_A_LINE) {
      StringBuilder hex = new StringBuilder();
      StringBuilder plain = new StringBuilder();
      for (int i = from; i < Math.min(end, from + BYTES_A_LINE); i++) {
        hex.append("%02x ".formatted(bytes[i]));
        plain.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      lines.add("%08x  %-48s  %s".formatted(from, hex, plain));
    }
    return end;
  }
}
