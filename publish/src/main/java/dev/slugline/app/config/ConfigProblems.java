package dev.slugline.app.config;

import java.util.List;

/** All that is wrong with the settings, each problem naming key, value and origin. */
public final class ConfigProblems extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigProblems(List<String> problems) {
    super(String.join("\n", problems));
  }
}
