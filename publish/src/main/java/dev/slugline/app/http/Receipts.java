package dev.slugline.app.http;

import dev.slugline.app.kafka.RawPosition;
import dev.slugline.app.kafka.RawReceipts;
import dev.slugline.app.kafka.ReceiptSearch;
import dev.slugline.app.kafka.RecentReceipts;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What became of a raw record. */
final class Receipts implements Route.Resource {
  private final RecentReceipts recent;
  private final ReceiptSearch search;

  Receipts(RecentReceipts recent, ReceiptSearch search) {
    this.recent = recent;
    this.search = search;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/receipts/{position}", Set.of(), this::get));
  }

  private void get(Context context) throws Problem {
    String text = context.pathParam("position");
    RawPosition position = RawPosition.of(text);
    if (position == null) {
      throw new Problem(
          404, "no-position", "No such raw record", "A raw record is named PARTITION-OFFSET");
    }
    RawReceipts known = recent.of(position);
    if (known != null && known.isDone()) {
      ReceiptAnswer.whole(context, position, known);
      return;
    }
    ReceiptSearch.Found found = found(position);
    if (found.end() == ReceiptSearch.End.CUT_OFF) {
      ReceiptAnswer.cutOff(context, position, found.receipts());
    } else {
      ReceiptAnswer.whole(context, position, found.receipts());
    }
  }

  private ReceiptSearch.Found found(RawPosition position) throws Problem {
    ReceiptSearch.Found found;
    try {
      found = search.find(position);
    } catch (IOException e) {
      throw new Problem(
              503, "no-kafka", "Kafka unavailable", "Kafka does not answer; ask again later")
          .header("Retry-After", "5");
    }
    return switch (found.end()) {
      case WHOLE, CUT_OFF -> found;
      case NO_RAW_RECORD ->
          throw new Problem(
              404,
              "no-raw-record",
              "No such raw record",
              "There is no raw record at " + position + ", not yet or no longer");
      case TOO_LONG ->
          throw new Problem(
                  503,
                  "long-search",
                  "Search too long",
                  "More was written since than is searched here; 'slugline receipts --key KEY'"
                      + " reads them all")
              .header("Retry-After", "30");
      case BUSY ->
          throw new Problem(
                  429, "busy", "Busy", "Others search for receipts already; ask again in a second")
              .header("Retry-After", "1");
    };
  }
}
