package dev.slugline.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.Receipt;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RawReceiptsTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldGiveThemByItemAndTimeInWhateverOrderTheyCame() {
    RawReceipts receipts = new RawReceipts();
    receipts.add(receipt(3, "article", 0));
    receipts.add(receipt(1, "released", 60));
    receipts.add(receipt(2, "skipped", 1));
    assertThat(receipts.isDone()).isFalse();
    receipts.add(receipt(1, "embargoed", 0));

    assertThat(receipts.isDone()).isTrue();
    assertThat(receipts.receipts())
        .extracting(it -> it.item() + " " + it.outcome())
        .containsExactly("1 embargoed", "1 released", "2 skipped", "3 article");
    assertThat(receipts.copy().receipts()).isEqualTo(receipts.receipts());
  }

  @Test
  void shouldNotBeDoneByWhatALaterStageSaysOfOneItem() {
    RawReceipts receipts = new RawReceipts();
    receipts.add(receipt(1, 1, "publish", "dead-letter", 60));
    receipts.add(receipt(2, "article", 0));
    assertThat(receipts.isDone()).isFalse();

    receipts.add(receipt(3, "article", 0));
    receipts.add(receipt(1, "article", 0));
    assertThat(receipts.isDone()).isTrue();
    assertThat(receipts.copy().isDone()).isTrue();
  }

  private static Receipt receipt(int item, String outcome, int seconds) {
    return receipt(item, 3, "ingest", outcome, seconds);
  }

  private static Receipt receipt(int item, int items, String stage, String outcome, int seconds) {
    return new Receipt(
        "news.raw",
        0,
        7,
        null,
        item,
        items,
        stage,
        outcome,
        null,
        null,
        null,
        FIRST.plusSeconds(seconds));
  }
}
