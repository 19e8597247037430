package dev.slugline.app.live;

/** What an event tells. */
public enum EventType {
  /** an article, or a revision of one */
  ARTICLE("article"),
  /** an article was withdrawn */
  RETRACTION("retraction"),
  /** an article has none of the wanted tags any more */
  LOST_TAG("lost-tag"),
  /** something is missing: where the client was cannot be come back to */
  RESET("reset");

  private final String id;

  EventType(String id) {
    this.id = id;
  }

  /** Its name, which never changes. */
  public String id() {
    return id;
  }
}
