package dev.slugline.app.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Letters counted by error and stage; of each kind one letter is kept as an example, no bytes. */
public final class Counts {
  private record Kind(String error, String stage) {}

  private final Map<Kind, Count> counts = new HashMap<>();

  /**
   * Letters of one kind.
   *
   * @param open those that were not replayed
   * @param oldest when the first of them came
   * @param newest when the last of them came
   * @param example the id of the newest, an open one where there is one
   * @param reason the example's
   */
  public record Count(
      String error,
      String stage,
      long letters,
      long open,
      Instant oldest,
      Instant newest,
      String example,
      String reason) {

    private Count with(Letter letter, boolean isOpen) {
      boolean newer = !letter.arrived().isBefore(newest);
      boolean better = open == 0 ? isOpen || newer : isOpen && newer;
      return new Count(
          error,
          stage,
          letters + 1,
          open + (isOpen ? 1 : 0),
          letter.arrived().isBefore(oldest) ? letter.arrived() : oldest,
          newer ? letter.arrived() : newest,
          better ? letter.id().toString() : example,
          better ? letter.reason() : reason);
    }
  }

  public void add(Letter letter, boolean replayed) {
    Kind kind = new Kind(letter.error(), letter.stage());
    Count before = counts.get(kind);
    if (before == null) {
      Instant at = letter.arrived();
      String id = letter.id().toString();
      before = new Count(kind.error(), kind.stage(), 0, 0, at, at, id, letter.reason());
    }
    counts.put(kind, before.with(letter, !replayed));
  }

  /** The most frequent kind first. */
  public List<Count> all() {
    List<Count> all = new ArrayList<>(counts.values());
    all.sort(
        Comparator.comparingLong(Count::letters)
            .reversed()
            .thenComparing(Count::error)
            .thenComparing(Count::stage));
    return all;
  }
}
