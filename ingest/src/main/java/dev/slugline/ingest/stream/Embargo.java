package dev.slugline.ingest.stream;

/** What is done with an article whose source holds it until later, by the words of the setting. */
public enum Embargo {
  /** it waits, and nothing of its text is shown before its time */
  hold,
  /** it is published at once, with its time */
  mark,
  /** it is skipped */
  refuse
}
