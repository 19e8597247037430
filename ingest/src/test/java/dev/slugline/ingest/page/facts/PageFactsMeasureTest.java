package dev.slugline.ingest.page.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Real pages that tell the truth in JSON-LD, read with their JSON-LD hidden. The pages whose names
 * begin with a digit were looked at while the reader was written, the others were not.
 */
class PageFactsMeasureTest {
  private static final Path PAGES = Path.of("../../shared/data/web-pages/html");
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final boolean SAY = Boolean.getBoolean("pages.say");

  /** How many of the told facts of a kind were found. */
  private static final class Count {
    int told;
    int right;

    @Override
    public String toString() {
      return right + "/" + told;
    }
  }

  private final Map<String, Count> looked = new TreeMap<>();
  private final Map<String, Count> apart = new TreeMap<>();

  @Test
  void factsComeOutOfPagesWithoutTheirJsonLd() throws IOException {
    assumeTrue(Files.isDirectory(PAGES));
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.sorted().toList()) {
        measure(file);
      }
    }
    System.out.println("pages looked at " + looked + ", pages kept apart " + apart);
    assertThat(share(looked, "title")).isGreaterThanOrEqualTo(0.95);
    assertThat(share(apart, "title")).isGreaterThanOrEqualTo(0.95);
    assertThat(share(looked, "authors")).isGreaterThanOrEqualTo(0.9);
    assertThat(share(apart, "authors")).isGreaterThanOrEqualTo(0.9);
    assertThat(share(looked, "published")).isGreaterThanOrEqualTo(0.9);
    assertThat(share(apart, "published")).isGreaterThanOrEqualTo(0.9);
  }

  private static double share(Map<String, Count> counts, String fact) {
    Count count = counts.get(fact);
    return count == null ? 0 : (double) count.right / count.told;
  }

  private void measure(Path file) throws IOException {
    String html;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String name = file.getFileName().toString();
    Map<String, Count> counts = Character.isDigit(name.charAt(0)) ? looked : apart;
    Document document = Parser.htmlParser().parseInput(html, "");
    LinkedData truth = LinkedData.of(document, 200);
    document.select("script[type*=ld+json]").remove();
    List<String> shown =
        document.select("h1").stream().map(it -> SiteNames.key(it.text())).toList();
    String written = SiteNames.key(document.text()) + SiteNames.key(document.head().html());
    Draft draft = new Draft("html", new byte[0]);
    new PageFacts(document, LinkedData.of(document, 200), draft, NOW).read();
    boolean say = SAY && counts == looked;
    if (say) {
      System.out.printf(
          "%s %s | %s | %s | %s | %s | %s | %s%n",
          name.substring(0, 8),
          draft.get(Field.TITLE),
          draft.authors(),
          draft.get(Field.PUBLISHED),
          draft.get(Field.UPDATED),
          draft.get(Field.SECTION),
          draft.get(Field.LANGUAGE),
          draft.get(Field.SOURCE_NAME));
    }
    String headline = truth.text("headline");
    if (truth.hasArticle() && headline != null) {
      boolean right = isTitle(headline, draft.get(Field.TITLE));
      boolean other =
          !right && shown.contains(SiteNames.key(String.valueOf(draft.get(Field.TITLE))));
      count(counts, other ? "title-not-the-page's" : "title", right, say, headline);
    }
    List<String> people = new ArrayList<>();
    truth.people("author").forEach(each -> people.addAll(Bylines.people(each)));
    String site = SiteNames.key(String.valueOf(draft.get(Field.SOURCE_NAME)));
    people.removeIf(each -> site.startsWith(SiteNames.key(each))); // the site is no author
    if (!people.isEmpty()) {
      boolean told = keys(people).stream().allMatch(written::contains);
      boolean right = keys(people).equals(keys(draft.authors()));
      count(counts, told ? "authors" : "authors-only-there", right, say, people.toString());
    }
    for (String fact : List.of("published", "updated")) {
      String told = truth.text(fact.equals("published") ? "datePublished" : "dateModified");
      Instant at = NewsDate.read(told, NOW).at();
      String found = draft.get(fact.equals("published") ? Field.PUBLISHED : Field.UPDATED);
      if (at != null) {
        count(counts, fact, isTime(at, found), say, told + " not " + found);
        count(counts, fact + "-instant", at.equals(NewsDate.read(found, NOW).at()), false, "");
      }
    }
  }

  private static void count(
      Map<String, Count> counts, String fact, boolean right, boolean say, @Nullable String truth) {
    Count count = counts.computeIfAbsent(fact, it -> new Count());
    count.told++;
    count.right += right ? 1 : 0;
    if (say && !right) {
      System.out.println("   WRONG " + fact + ": " + truth);
    }
  }

  /** The same words; the truth may have the site's name behind them or be cut short. */
  private static boolean isTitle(String truth, @Nullable String found) {
    String told = SiteNames.key(String.valueOf(TitleParts.plain(truth)));
    String key = found == null ? "" : SiteNames.key(found);
    boolean cut = told.length() > 40 && key.startsWith(told);
    boolean sited =
        !key.isEmpty()
            && told.startsWith(key)
            && Arrays.stream(truth.split(" [-|] ", -1))
                .anyMatch(it -> SiteNames.key(it).equals(key));
    return told.equals(key) || cut || sited;
  }

  private static List<String> keys(List<String> names) {
    return names.stream().map(SiteNames::key).sorted().toList();
  }

  /** The same instant, or the same day where the page shows only a time without a zone or a day. */
  private static boolean isTime(Instant truth, @Nullable String found) {
    NewsDate date = NewsDate.read(found, NOW);
    Instant at = date.at();
    if (at == null) {
      return false;
    }
    long seconds = Math.abs(truth.getEpochSecond() - at.getEpochSecond());
    boolean sameDay =
        truth
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .equals(at.atOffset(ZoneOffset.UTC).toLocalDate());
    return seconds < 60 || sameDay || seconds <= 14 * 3600;
  }
}
