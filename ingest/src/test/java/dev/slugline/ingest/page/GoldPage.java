package dev.slugline.ingest.page;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A page written for the tests, with what a reader should make of it: {@code NAME.html} beside
 * {@code NAME.txt}, whose header lines hold the facts and whose rest, after a blank line, is the
 * article's own text.
 *
 * <p>What the header does not name: no date is on the page ({@code published}, {@code updated});
 * nothing is asked of the reader ({@code section}, {@code language}, {@code site}).
 */
record GoldPage(String name, byte[] html, Map<String, String> facts, String body) {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Path FOLDER = Path.of("src", "test", "resources", "pages");

  /** All pages, by name. */
  static List<GoldPage> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .sorted()
          .map(GoldPage::load)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The lines of what is known to fall short: text or facts, the page, the F1 that is reached or
   * the number of facts that differ.
   */
  static List<String> behind() {
    try {
      return Files.readAllLines(FOLDER.resolve("behind.tsv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldPage load(Path html) {
    String name = html.getFileName().toString().replaceFirst("\\.html$", "");
    try {
      String gold = Files.readString(html.resolveSibling(name + ".txt"), StandardCharsets.UTF_8);
      int end = gold.indexOf("\n\n");
      Map<String, String> facts = new LinkedHashMap<>();
      for (String line : gold.substring(0, end).split("\n", -1)) {
        int colon = line.indexOf(':');
        facts.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      return new GoldPage(name, Files.readAllBytes(html), facts, gold.substring(end).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Whether the page is looked at only through its figures while the reader is developed. */
  boolean isKeptApart() {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 2 == 1;
  }

  /** The article that the reader makes of the page; null when it makes none. */
  @Nullable Article read() {
    ParsedItem item = new RawParser(WrittenPages.PATIENT).parse(RawRecord.of(html, NOW)).get(0);
    return item instanceof ParsedItem.Ready ready ? ready.article() : null;
  }

  /** How near the text of an article comes to the page's. */
  Score score(@Nullable Article article) {
    String text = article == null || article.body() == null ? "" : article.body();
    return Score.of(body, text);
  }

  /** Each fact that differs, as {@code name: is, not should be}. */
  List<String> mismatches(@Nullable Article article) {
    if (article == null) {
      return List.of("no article");
    }
    List<String> wrong = new ArrayList<>();
    compare(wrong, "title", facts.get("title"), article.title());
    List<String> authors =
        Arrays.stream(facts.getOrDefault("authors", "").split(";", -1))
            .map(String::strip)
            .filter(author -> !author.isEmpty())
            .toList();
    compare(wrong, "authors", authors, article.authors());
    compare(wrong, "published", instant(facts.get("published")), article.publishedAt());
    compare(wrong, "updated", instant(facts.get("updated")), article.updatedAt());
    String language = article.language() == null ? null : article.language().code();
    if (facts.containsKey("language")) {
      compare(wrong, "language", facts.get("language"), language);
    }
    if (facts.containsKey("section")) {
      compare(wrong, "section", facts.get("section"), article.section());
    }
    if (facts.containsKey("site")) {
      String site = article.source() == null ? null : article.source().name();
      compare(wrong, "site", facts.get("site"), site);
    }
    return wrong;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return text.contains("T")
        ? Instant.parse(text)
        : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static void compare(
      List<String> wrong, String fact, @Nullable Object should, @Nullable Object is) {
    if (should == null ? is != null : !should.equals(is)) {
      wrong.add(fact + ": " + is + ", not " + should);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
