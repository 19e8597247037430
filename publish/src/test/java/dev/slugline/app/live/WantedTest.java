package dev.slugline.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record is to a client. */
class WantedTest {
  private static final Queries QUERIES = new Queries();

  private static final long AT = 1_000_000;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // the client's tags, whether it has a query; the record's cause, tags and lost tags
        "-, false, new, a, -, ARTICLE",
        "-, false, new, -, -, ARTICLE",
        "a, false, new, a;b, -, ARTICLE",
        "a, false, new, b, -, -",
        "a;b, false, new, a;b, -, ARTICLE",
        "a, false, release, a, -, ARTICLE",
        "a, false, revision, b, a, LOST_TAG",
        "a, false, revision, -, a, LOST_TAG",
        "a;b, false, revision, b, a, ARTICLE",
        "a, false, revision, b, c, -",
        "-, false, revision, -, a, ARTICLE",
        "none, false, new, -, -, ARTICLE",
        "none, false, new, a, -, -",
        "none, false, revision, a, none, LOST_TAG",
        "none, true, revision, a, none, LOST_TAG",
        "none;a, false, revision, a, none, ARTICLE",
        "none, false, revision, a, b, -",
        "-, true, new, a, -, -",
        "a, true, revision, b, a, LOST_TAG",
      })
  void shouldTellOfWhatItAskedFor(
      @Nullable String tags,
      boolean query,
      String cause,
      @Nullable String has,
      @Nullable String lost,
      @Nullable String expected)
      throws Exception {
    Wanted wanted = wanted(tags, query ? "garden" : null, "");

    assertThat(event(wanted, record(cause, has, lost, "new"))).isEqualTo(type(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, false, a, RETRACTION",
        "-, true, a, RETRACTION",
        "-, true, -, RETRACTION",
        "a, false, a;b, RETRACTION",
        "a, true, a, RETRACTION",
        "a, false, b, -",
        "a, false, -, -",
        "none, false, -, RETRACTION",
        "none, false, a, -",
      })
  void shouldTellWhoMayHaveItOfARetraction(
      @Nullable String tags, boolean query, @Nullable String lost, @Nullable String expected)
      throws Exception {
    Wanted wanted = wanted(tags, query ? "garden" : null, "");

    assertThat(event(wanted, record("retraction", null, lost, null))).isEqualTo(type(expected));
  }

  @ParameterizedTest
  @CsvSource({"retag", "rule-removed", "backfill"})
  void shouldLeaveOutArticlesThatAreNoNewsUnlessTheyAreAskedFor(String cause) throws Exception {
    for (String tags : new String[] {null, "a", "none;a"}) {
      assertThat(event(wanted(tags, null, ""), record(cause, "a", null, "new"))).isNull();
      assertThat(event(wanted(tags, null, cause), record(cause, "a", null, "new")))
          .isEqualTo(EventType.ARTICLE);
    }
  }

  @ParameterizedTest
  @CsvSource({"retag", "rule-removed", "backfill"})
  void shouldTellOfALostTagWhateverTookIt(String cause) throws Exception {
    NewsRecord other = record(cause, "b", "a", "new");
    NewsRecord none = record(cause, null, "a", "new");
    NewsRecord first = record(cause, "b", "none", "new");

    assertThat(event(wanted("a", null, ""), other)).isEqualTo(EventType.LOST_TAG);
    assertThat(event(wanted("a", "garden", ""), other)).isEqualTo(EventType.LOST_TAG);
    assertThat(event(wanted("a", null, ""), none)).isEqualTo(EventType.LOST_TAG);
    assertThat(event(wanted("none", null, ""), first)).isEqualTo(EventType.LOST_TAG);
    assertThat(event(wanted("b", null, ""), other)).isNull();
    assertThat(event(wanted("none", null, ""), none)).isNull();
    assertThat(event(wanted(null, null, ""), other)).isNull();
  }

  @Test
  void shouldLeaveOutKindsOfChangeButNeverALostTag() throws Exception {
    Wanted wanted =
        new Wanted(Set.of("a"), null, 0, Set.of(), Set.of(), Set.of("new"), Set.of("retag"), 0);

    assertThat(event(wanted, record("revision", "a", null, "minor"))).isNull();
    assertThat(event(wanted, record("new", "a", null, "new"))).isEqualTo(EventType.ARTICLE);
    assertThat(event(wanted, record("revision", "b", "a", "minor"))).isEqualTo(EventType.LOST_TAG);
    // what is tagged again is no revision, of whatever kind its last one was
    assertThat(event(wanted, record("retag", "a", null, "minor"))).isEqualTo(EventType.ARTICLE);
  }

  @ParameterizedTest
  @CsvSource({
    // the sources and languages asked for, and whether the article is among them
    "wire, en, true",
    "wire.example, '', true",
    "'', en, true",
    "nobody, '', false",
    "'', de, false",
    "wire, de, false",
    "nobody, en, false",
  })
  void shouldLeaveOutSourcesAndLanguagesButNeverALostTag(
      String source, String language, boolean wants) {
    Wanted wanted =
        new Wanted(Set.of("a"), null, 0, either(source), either(language), Set.of(), Set.of(), 0);

    assertThat(event(wanted, record("revision", "a", null, "update")))
        .isEqualTo(wants ? EventType.ARTICLE : null);
    // it may have had another source and language when the client got it
    assertThat(event(wanted, record("revision", "b", "a", "update"))).isEqualTo(EventType.LOST_TAG);
  }

  private static Set<String> either(String one) {
    return one.isEmpty() ? Set.of() : Set.of(one);
  }

  @Test
  void shouldLeaveOutWhatCameBefore() throws Exception {
    Wanted later = new Wanted(Set.of(), null, 0, Set.of(), Set.of(), Set.of(), Set.of(), AT + 1);

    assertThat(event(later, record("new", "a", null, "new"))).isNull();
    assertThat(event(later, record("retraction", null, "a", null))).isNull();
  }

  @Test
  void shouldPassOverWhatIsNoArticle() {
    Wanted wanted = new Wanted(Set.of(), null, 0, Set.of("wire"), Set.of(), Set.of(), Set.of(), 0);

    assertThat(event(wanted, record("new", "a", null, "no json"))).isNull();
  }

  private static @Nullable EventType event(Wanted wanted, NewsRecord record) {
    return wanted.event(record, QUERIES.matching(record));
  }

  private static @Nullable EventType type(@Nullable String name) {
    return name == null ? null : EventType.valueOf(name);
  }

  private static Wanted wanted(@Nullable String tags, @Nullable String query, String causes)
      throws Query.Unsound {
    return new Wanted(
        tags == null ? Set.of() : Set.of(tags.split(";", -1)),
        query == null ? null : Query.of(query),
        0,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(causes),
        0);
  }

  /** A record; without a kind of change it is a tombstone. */
  static NewsRecord record(
      String cause, @Nullable String tags, @Nullable String lost, @Nullable String kind) {
    RecordHeaders headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
    SluglineHeaders.put(headers, SluglineHeaders.TAGS, comma(tags));
    SluglineHeaders.put(headers, SluglineHeaders.UNTAGGED, comma(lost));
    String json =
        """
        {"id": "x", "revision": 2, "change": {"kind": "%s", "titleChanged": false, "wordsChanged": 3},
         "source": {"name": "Wire", "domain": "wire.example"},
         "title": "News", "body": "Some text.", "wordCount": 2, "authors": [], "keywords": [],
         "receivedAt": "2026-11-26T08:00:00Z", "language": {"code": "en", "confidence": 1.0},
         "contentHash": "h", "format": "json", "warnings": [], "tags": [],
         "catalogue": {"hash": "h", "rules": 1}, "enrichedAt": "2026-11-26T08:00:00Z",
         "version": "1"}\
        """
            .formatted(kind);
    byte[] value =
        kind == null
            ? null
            : (kind.equals("no json") ? kind : json).getBytes(StandardCharsets.UTF_8);
    return new NewsRecord(
        new ConsumerRecord<>(
            "news.enriched",
            0,
            7,
            AT,
            TimestampType.CREATE_TIME,
            1,
            value == null ? -1 : value.length,
            "x".getBytes(StandardCharsets.UTF_8),
            value,
            headers,
            Optional.empty()));
  }

  private static String comma(@Nullable String list) {
    return list == null ? "" : String.join(",", new ArrayList<>(List.of(list.split(";", -1))));
  }
}
