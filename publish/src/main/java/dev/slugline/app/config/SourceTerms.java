package dev.slugline.app.config;

import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.clean.DateRules;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code source.NAME.full.text}: whether the terms of a source, by its domain or its
 * name, allow its full texts to be passed on. A domain's holds for its subdomains. Not thread-safe
 * while it is filled.
 */
final class SourceTerms {
  /** What holds for all sources that have no setting of their own. */
  static final String FULL_TEXT = "full.text";

  private static final String PREFIX = "source.";
  private static final String SUFFIX = "." + FULL_TEXT;

  private final Map<String, Boolean> fullText = new TreeMap<>();

  static boolean isOne(String key) {
    return key.startsWith(PREFIX)
        && key.endsWith(SUFFIX)
        && key.length() > PREFIX.length() + SUFFIX.length();
  }

  /** Takes a setting; what is wrong with it, or null. */
  @Nullable String put(String key, String value) {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      return "must be true or false";
    }
    String source = key.substring(PREFIX.length(), key.length() - SUFFIX.length());
    fullText.put(DateRules.key(source), Boolean.parseBoolean(value));
    return null;
  }

  boolean allowsFullText(@Nullable Source source, boolean common) {
    if (source == null) {
      return common;
    }
    Boolean found = source.domain() == null ? null : ofDomain(DateRules.key(source.domain()));
    if (found == null) {
      found = ofDomain(DateRules.key(source.name()));
    }
    return found == null ? common : found;
  }

  private @Nullable Boolean ofDomain(String key) {
    String at = key;
    while (true) {
      Boolean found = fullText.get(at);
      int dot = at.indexOf('.');
      if (found != null || dot < 0) {
        return found;
      }
      at = at.substring(dot + 1);
    }
  }
}
