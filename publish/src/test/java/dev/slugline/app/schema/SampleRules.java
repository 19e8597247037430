package dev.slugline.app.schema;

import dev.slugline.app.schema.EveryRecord.Sample;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleDocument;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.enrich.catalogue.RuleLogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The rules that {@link EveryRecord} tags by, and their log. */
final class SampleRules {
  private SampleRules() {}

  static LoadedCatalogue rules(String sanctions, boolean elections) throws Exception {
    Map<String, String> files = new HashMap<>();
    files.put("sanctions.yaml", rule("sanctions", "medtop:20000642", "exact", sanctions));
    if (elections) {
      files.put("elections.yaml", rule("elections", "medtop:20000651", "close", "ballot"));
    }
    files.put("floods.yaml", rule("floods", "medtop:20000151", "broad", "flood"));
    files.put("failing.yaml", rule("failing", "medtop:20000151", "broad", "unlucky"));
    return CatalogueLoader.fromTexts(files);
  }

  private static String rule(String id, String code, String match, String query) {
    return """
    id: %s
    label: The %s
    iptc: [{id: '%s', name: %s, match: %s}]
    threshold: 10
    clauses:
      - {name: words, weight: 10, query: '%s'}
    """
        .formatted(id, id, code, id, match, query);
  }

  /** What applying a catalogue and then one without a rule writes. */
  static List<Sample> log(Instant at) throws Exception {
    List<Sample> log = new ArrayList<>();
    LoadedCatalogue first = rules("\"economic sanctions\"", true);
    SortedMap<String, String> versions = new TreeMap<>();
    for (RuleDocument document : first.documents()) {
      String id = document.rule().id();
      versions.put(id, document.rule().version());
      log.add(
          sample(
              new RuleLogEntry.Written(id, document.rule().version(), document.source().yaml())));
    }
    log.add(sample(new RuleLogEntry.Manifest(first.hash(), versions, "the desk", at)));
    log.add(sample(new RuleLogEntry.Deleted("elections")));
    return log;
  }

  private static Sample sample(RuleLogEntry entry) {
    var topic = RuleLog.topic(EveryRecord.TOPICS.prefix());
    byte[] key = topic.key().serializer().serialize(topic.name(), entry.key());
    byte[] value = topic.value().serializer().serialize(topic.name(), entry);
    return new Sample(topic.name(), key, value, new RecordHeaders());
  }
}
