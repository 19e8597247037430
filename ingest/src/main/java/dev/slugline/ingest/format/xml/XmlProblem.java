package dev.slugline.ingest.format.xml;

/** A document that cannot be read: its message says for a person what is wrong, and where. */
public final class XmlProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * @param code {@code malformed}, {@code over-limit} or {@code time-budget}
   */
  XmlProblem(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The message, which is never missing. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
