package dev.slugline.enrich.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Rule.Counting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names for content. A rule's version is made from all that reaches a reader or decides a tag; its
 * examples, comments and the layout of its file do neither. The order of clauses does not count for
 * tagging, but moving one is an edit, and edits are versions.
 */
public final class RuleVersion {
  private static final int VERSION_LENGTH = 12;
  private static final int CATALOGUE_LENGTH = 16;

  private RuleVersion() {}

  /** The same rule with the version its content asks for. */
  public static Rule seal(Rule rule) {
    return new Rule(
        rule.id(),
        rule.label(),
        rule.iptc(),
        rule.description(),
        rule.threshold(),
        rule.ownTopic(),
        rule.stemmed(),
        rule.counting(),
        rule.ignore(),
        rule.clauses(),
        sha256(canonicalJson(rule)).substring(0, VERSION_LENGTH));
  }

  /** The hash of a catalogue of these rules. */
  public static String ofCatalogue(Collection<Rule> rules) {
    String lines =
        rules.stream()
            .map(rule -> rule.id() + ":" + rule.version() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return sha256(lines).substring(0, CATALOGUE_LENGTH);
  }

  /** One line, keys in a fixed order, languages sorted; without the version. */
  public static String canonicalJson(Rule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", rule.id()).put("label", rule.label());
    var iptc = json.putArray("iptc");
    for (IptcCode code : rule.iptc()) {
      iptc.addObject().put("id", code.id()).put("name", code.name()).put("match", code.match());
    }
    json.put("description", rule.description())
        .put("threshold", rule.threshold())
        .put("publish", rule.ownTopic() ? "topic" : "stream");
    if (!rule.stemmed()) { // what is not said keeps the versions of before
      json.put("analyzer", "standard");
    }
    if (rule.counting() == Counting.SENTENCES) {
      json.put("count", "sentences");
    }
    if (!rule.ignore().isEmpty()) {
      ObjectNode ignore = json.putObject("ignore");
      new TreeMap<>(rule.ignore())
          .forEach((language, queries) -> queries.forEach(ignore.withArray(language)::add));
    }
    ObjectNode clauses = json.putObject("clauses");
    new TreeMap<String, List<Clause>>(rule.clauses())
        .forEach(
            (language, list) -> {
              var array = clauses.putArray(language);
              for (Clause clause : list) {
                ObjectNode node = array.addObject();
                if (clause.name() != null) {
                  node.put("name", clause.name());
                }
                node.put("weight", clause.weight()).put("query", clause.query());
                beside(node, clause.company());
              }
            });
    return json.toString();
  }

  private static void beside(ObjectNode clause, @Nullable Company company) {
    if (company == null) {
      return;
    }
    if (company.with() != null) {
      clause.put("with", company.with());
    }
    if (company.without() != null) {
      clause.put("without", company.without());
    }
    clause.put("within", company.within() == Within.SENTENCE ? "sentence" : "paragraph");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
