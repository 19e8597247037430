package dev.slugline.ingest.fetch;

import java.io.IOException;

/** Something that could not be fetched; its message says for a person why. */
public final class FetchException extends IOException {
  private static final long serialVersionUID = 1;

  FetchException(String reason) {
    super(reason);
  }

  FetchException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The message, which is never missing. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
