package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shipped rules on labelled articles, so that no edit makes them worse unseen. */
class GoldTest {
  private static final Path LABELLED = Path.of("../../shared/gold/dev.jsonl");
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  private final LoadedCatalogue shipped = CatalogueLoader.shipped();
  private int right;
  private int wrong;
  private int missed;
  private int mains;
  private int mainsFound;
  private int pairs;
  private double ordered;

  @Test
  void shouldStayAsGoodAsTheyAre() throws Exception {
    assumeTrue(Files.exists(LABELLED), "no labelled articles beside the project");
    Set<String> ids = new HashSet<>();
    shipped.catalogue().rules().forEach(rule -> ids.add(rule.id()));
    Tagger tagger = new Tagger(() -> shipped, "test");
    RawParser parser = new RawParser(Limits.DEFAULT);
    for (String line : Files.readAllLines(LABELLED)) {
      RawRecord raw = RawRecord.of(line.getBytes(StandardCharsets.UTF_8), NOW);
      ParsedItem.Ready ready = (ParsedItem.Ready) parser.parse(raw).get(0);
      Map<String, Integer> given = new HashMap<>();
      for (Tag tag : tagger.tag(ready.article(), NOW).tags()) {
        given.put(tag.id(), tag.relevance());
      }
      count(new ObjectMapper().readTree(line), ids, given);
    }

    assertThat(2.0 * right / (2 * right + wrong + missed)).as("micro-F1").isGreaterThan(0.87);
    assertThat((double) mainsFound / mains).as("main subjects found").isGreaterThan(0.97);
    assertThat(ordered / pairs).as("main above side subjects").isGreaterThan(0.80);
  }

  private void count(JsonNode labelled, Set<String> ids, Map<String, Integer> given) {
    Set<String> optional = new HashSet<>();
    labelled.path("optional").forEach(tag -> optional.add(tag.asText()));
    JsonNode wanted = labelled.path("tags");
    for (String id : ids) {
      if (!optional.contains(id)) {
        right += given.containsKey(id) && wanted.has(id) ? 1 : 0;
        wrong += given.containsKey(id) && !wanted.has(id) ? 1 : 0;
        missed += !given.containsKey(id) && wanted.has(id) ? 1 : 0;
      }
    }
    wanted
        .fieldNames()
        .forEachRemaining(
            main -> {
              if (wanted.path(main).asInt() == 2) {
                mains++;
                mainsFound += given.containsKey(main) ? 1 : 0;
                compare(main, wanted, given);
              }
            });
  }

  private void compare(String main, JsonNode wanted, Map<String, Integer> given) {
    wanted
        .fieldNames()
        .forEachRemaining(
            side -> {
              Integer ofMain = given.get(main);
              Integer ofSide = given.get(side);
              if (wanted.path(side).asInt() == 1 && ofMain != null && ofSide != null) {
                pairs++;
                ordered += ofMain > ofSide ? 1 : ofMain.equals(ofSide) ? 0.5 : 0;
              }
            });
  }
}
