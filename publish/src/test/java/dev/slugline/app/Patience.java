package dev.slugline.app;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what is to come and do not say it themselves. Ten seconds, as Awaitility
 * has it, are little for a broker on a machine on which others are at work; a test that finds what
 * it waits for waits no longer for a longer limit.
 */
public final class Patience implements BeforeAllCallback {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(WITHIN);
  }
}
