package dev.slugline.app.config;

import dev.slugline.app.config.GivenSettings.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with settings, as it is found, so that it can be told all at once. */
public final class Problems {
  private final Map<String, Given> given;
  private final List<String> told;
  private final Set<String> keys = new HashSet<>();

  Problems(Map<String, Given> given, List<String> told) {
    this.given = Map.copyOf(given);
    this.told = new ArrayList<>(told);
  }

  /**
   * Adds one; key, value and where it was set are told with it, and a secret is not.
   *
   * @param what is wrong, and what would be right
   */
  public void add(String key, String what) {
    Given it = given.getOrDefault(key, new Given("", "default"));
    boolean secret = Secrets.isSecret(key) && !it.value().isEmpty();
    told.add(
        key
            + "="
            + Secrets.shown(key, it.value())
            + " ("
            + it.origin()
            + "): "
            + (secret ? what.replace(it.value(), Secrets.HIDDEN) : what));
    keys.add(key);
  }

  /** Whether anything is wrong with this setting. */
  public boolean has(String key) {
    return keys.contains(key);
  }

  void throwIfAny() throws ConfigProblems {
    if (!told.isEmpty()) {
      throw new ConfigProblems(told);
    }
  }
}
