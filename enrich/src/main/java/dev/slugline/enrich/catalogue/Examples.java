package dev.slugline.enrich.catalogue;

import java.util.List;

/** Bodies (without a title) that a rule must tag, and bodies that it must leave alone. */
public record Examples(List<String> match, List<String> reject) {
  public Examples {
    match = List.copyOf(match);
    reject = List.copyOf(reject);
  }
}
