package dev.slugline.app.http;

import dev.slugline.app.config.Problems;
import dev.slugline.app.config.SluglineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be said of the settings of the HTTP side before anything is started: of how they fit
 * together, and of the files that they name. For who answers HTTP only: nobody else needs to be
 * able to read these files.
 */
public final class HttpSettings {
  private static final String LISTEN = "http.listen";
  private static final String MANAGEMENT = "management.listen";
  private static final String TOKENS = "http.tokens.file";

  private HttpSettings() {}

  /** As {@link SluglineConfig.Check} has it. */
  public static void check(SluglineConfig config, Problems problems) {
    listeners(config, problems);
    if (!config.text(LISTEN).isEmpty()) {
      for (UnfitSetting it : unfitFiles(config)) {
        problems.add(it.key(), it.what());
      }
    }
  }

  private static void listeners(SluglineConfig config, Problems problems) {
    String listen = config.text(LISTEN);
    boolean told = problems.has(LISTEN) || problems.has(MANAGEMENT);
    if (!told && !listen.endsWith(":0") && !listen.isEmpty()) {
      if (listen.equals(config.text(MANAGEMENT))) {
        problems.add(
            MANAGEMENT,
            LISTEN + " is the same; set another HOST:PORT, or leave it empty to have all on one");
      }
    }
  }

  private static List<UnfitSetting> unfitFiles(SluglineConfig config) {
    List<UnfitSetting> unfit = new ArrayList<>(Tls.unfit(config));
    String tokens = config.text(TOKENS);
    if (!tokens.isEmpty()) {
      try {
        Tokens.read(Path.of(tokens));
      } catch (UnfitSetting e) {
        unfit.add(e);
      }
    }
    return unfit;
  }
}
