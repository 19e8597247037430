package dev.slugline.app.cli;

import dev.slugline.app.kafka.AwaitedReceipts;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.ingest.stream.Receipt;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What is said of retractions: of one what its receipt says, of several how many. */
final class RetractReport {
  private final Output out;
  private final int count;
  private final boolean json;
  private final Progress progress = Progress.ofRecords("retracted");
  private long retracted;
  private long held;
  private long repeats;
  private long others;
  private long refused;

  /**
   * @param count how many are to be retracted
   */
  RetractReport(Output out, int count, boolean json) {
    this.out = out;
    this.count = count;
    this.json = json;
  }

  RecordSender.Told<String> sending(AwaitedReceipts receipts) {
    return new RecordSender.Told<>() {
      @Override
      public void sent(String id, RecordMetadata at) {
        receipts.sent(at);
      }

      @Override
      public void refused(String id, String reason) {
        refused++;
        System.err.println("slugline: " + id + ": Kafka did not take it: " + reason);
      }
    };
  }

  void take(Receipt receipt) {
    boolean done = receipt.outcome().equals("retraction");
    boolean repeat = receipt.outcome().equals("repeat");
    // a retraction that is done has a reason only where a version was held, and was dropped
    String dropped = done ? receipt.reason() : null;
    retracted += done ? 1 : 0;
    held += dropped == null ? 0 : 1;
    repeats += repeat ? 1 : 0;
    others += done || repeat ? 0 : 1;
    progress.at(retracted + repeats + others);
    if (json) {
      out.json(receipt);
    } else if (count == 1 && done) {
      out.line(
          "%s is retracted, as revision %d%s"
              .formatted(
                  receipt.articleId(), receipt.revision(), dropped == null ? "" : "; " + dropped));
    } else if (count == 1 || !(done || repeat)) {
      progress.say(
          "slugline: %s is not retracted: %s%s"
              .formatted(
                  receipt.articleId(),
                  receipt.outcome(),
                  receipt.reason() == null ? "" : ": " + Printable.line(receipt.reason())));
    }
  }

  /**
   * Says the end of it.
   *
   * @param missing how many have no receipt yet
   * @return the command's exit code
   */
  int end(int missing, Duration waited) {
    progress.close();
    if (count > 1 && !json) {
      String before = repeats == 0 ? "" : ", %,d were before".formatted(repeats);
      String dropped =
          held == 0
              ? ""
              : ", %,d of them %s held by an embargo".formatted(held, held == 1 ? "was" : "were");
      out.line(
          "%,d of %,d articles are retracted%s%s".formatted(retracted, count, dropped, before));
    }
    if (missing > 0) {
      System.err.println(
          "slugline: sent, but for %,d of them no instance gave a receipt within %d s; see 'slugline status' and 'slugline receipts'"
              .formatted(missing, waited.toSeconds()));
    }
    boolean done = missing == 0 && refused == 0 && others == 0;
    return done && (count > 1 || retracted == 1) ? 0 : 1;
  }
}
