package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How long the tasks of an instance wait for a catalogue, by a clock that a wait moves on. */
class CatalogueWaitTest {
  private static final Duration TRANSACTION = Duration.ofSeconds(30);

  private final Late catalogue = new Late();
  private final CatalogueWait wait = new CatalogueWait(catalogue, () -> catalogue.now.toNanos());

  /** Catalogues that come at their times. */
  private static final class Late implements CurrentCatalogue {
    private final LoadedCatalogue none = none();
    private final TreeMap<Duration, Long> coming = new TreeMap<>();
    private Duration now = Duration.ofDays(1);
    private boolean beingMade;

    private static LoadedCatalogue none() {
      try {
        return CatalogueLoader.fromTexts(Map.of());
      } catch (InvalidRulesException e) {
        throw new AssertionError(e);
      }
    }

    void comes(long sequence, Duration in) {
      coming.put(now.plus(in), sequence);
    }

    @Override
    public Live now() {
      Map.Entry<Duration, Long> last = coming.floorEntry(now);
      return new Live(none, last == null ? 0 : last.getValue());
    }

    @Override
    public boolean isBeingMade() {
      return beingMade;
    }

    @Override
    public boolean await(long sequence, Duration atMost) {
      Duration end = now.plus(atMost.isNegative() ? Duration.ZERO : atMost);
      now =
          coming.entrySet().stream()
              .filter(it -> it.getValue() >= sequence)
              .map(Map.Entry::getKey)
              .filter(it -> it.compareTo(end) < 0)
              .findFirst()
              .orElse(end);
      return now().sequence() >= sequence;
    }
  }

  private Duration waited(long sequence, boolean there) throws InterruptedException {
    Duration before = catalogue.now;
    assertThat(wait.isThere(sequence)).as("catalogue %d", sequence).isEqualTo(there);
    return catalogue.now.minus(before);
  }

  @Test
  void shouldWaitOnceForWhatDoesNotCome() throws Exception {
    assertThat(waited(20, false)).isEqualTo(Duration.ofSeconds(10));
    assertThat(waited(20, false)).isZero();
    assertThat(waited(10, false)).isZero();
    catalogue.now = catalogue.now.plusSeconds(3_600);
    assertThat(waited(20, false)).isZero();
  }

  @Test
  void shouldWaitForALaterOneThanTheOneThatDidNotCome() throws Exception {
    waited(20, false);
    catalogue.now = catalogue.now.plusSeconds(60);
    catalogue.comes(30, Duration.ofSeconds(2));

    assertThat(waited(30, true)).isEqualTo(Duration.ofSeconds(2));
    assertThat(waited(20, true)).isZero();
  }

  @Test
  void shouldWaitLongerForOneThatIsBeingMade() throws Exception {
    catalogue.beingMade = true;
    catalogue.comes(20, Duration.ofSeconds(14));

    assertThat(waited(20, true)).isEqualTo(Duration.ofSeconds(14));
  }

  @Test
  void shouldEndWithinATransactionHoweverManyOneWaitsFor() throws Exception {
    catalogue.beingMade = true;
    catalogue.comes(20, Duration.ofSeconds(9));
    Duration all = waited(20, true);
    catalogue.comes(30, Duration.ofSeconds(8));
    all = all.plus(waited(30, true));
    all = all.plus(waited(40, false)).plus(waited(50, false));

    assertThat(all).isEqualTo(Duration.ofSeconds(18)).isLessThan(TRANSACTION);
  }
}
