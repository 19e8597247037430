package dev.slugline.enrich.catalogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.SortedMap;

/** A record of {@code news.rules}. A manifest closes the changes that were written before it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RuleLogEntry.Written.class, name = "rule"),
  @JsonSubTypes.Type(value = RuleLogEntry.Deleted.class, name = "deleted"),
  @JsonSubTypes.Type(value = RuleLogEntry.Manifest.class, name = "manifest")
})
public sealed interface RuleLogEntry {
  /** The key of manifests, which no rule id can be. */
  String MANIFEST_KEY = "@manifest";

  /** The key of its record. */
  String key();

  /**
   * A rule's document as it stands from here on.
   *
   * @param version of its content, see {@link RuleVersion}
   * @param yaml the whole document
   */
  record Written(String id, String version, String yaml) implements RuleLogEntry {
    static Written of(RuleDocument document) {
      return new Written(document.rule().id(), document.rule().version(), document.source().yaml());
    }

    @Override
    public String key() {
      return id;
    }
  }

  /** A rule that is no part of the catalogue from here on. */
  record Deleted(String id) implements RuleLogEntry {
    @Override
    public String key() {
      return id;
    }
  }

  /**
   * A catalogue; its record's offset is the catalogue's sequence.
   *
   * @param hash its name
   * @param rules the version of each rule, by id
   * @param by who applied it
   */
  record Manifest(String hash, SortedMap<String, String> rules, String by, Instant at)
      implements RuleLogEntry {
    @Override
    public String key() {
      return MANIFEST_KEY;
    }
  }
}
