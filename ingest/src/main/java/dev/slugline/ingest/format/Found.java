package dev.slugline.ingest.format;

/** What a format makes of one item: a draft of an article, or what else it is. */
public sealed interface Found {
  /** To be cleaned, checked and named. */
  record Text(Draft draft) implements Found {}

  /** Nothing to be made of it. */
  record Other(ParsedItem item) implements Found {}
}
