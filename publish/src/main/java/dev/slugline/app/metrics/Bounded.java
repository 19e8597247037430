package dev.slugline.app.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of a label that others choose: the first so many stay, the rest are one. */
final class Bounded {
  /** No tag and no source can have this name. */
  static final String OTHER = "(other)";

  private static final int LONGEST = 100;

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Bounded(int most) {
    this.most = most;
  }

  /** The value itself, or {@value #OTHER}. One thread at a time. */
  String of(String value) {
    String label = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    if (known.contains(label)) {
      return label;
    }
    return known.size() < most && known.add(label) ? label : OTHER;
  }
}
