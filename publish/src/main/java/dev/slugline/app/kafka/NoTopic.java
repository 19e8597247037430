package dev.slugline.app.kafka;

import java.io.IOException;

/** A topic is not there. */
public final class NoTopic extends IOException {
  private static final long serialVersionUID = 1L;

  NoTopic(String message) {
    super(message);
  }
}
