package dev.slugline.app.kafka;

import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The receipts of one raw record, as they come in. Not thread-safe. */
public final class RawReceipts {
  private static final Comparator<Receipt> IN_ORDER =
      Comparator.comparingInt(Receipt::item).thenComparing(Receipt::at);

  private final List<Receipt> receipts = new ArrayList<>();
  private final Set<Integer> decided = new HashSet<>();

  /** As many as one of them says: a later stage knows only of its own item. */
  private int items;

  /** The receipt that a record holds; null: it is none of ours. */
  static @Nullable Receipt read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return ArticleJson.mapper().readValue(record.value(), Receipt.class);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** One that is there already is left out. */
  void add(Receipt receipt) {
    if (!receipts.contains(receipt)) {
      receipts.add(receipt);
      items = Math.max(items, receipt.items());
      if (receipt.stage().equals("ingest") && !receipt.outcome().equals("released")) {
        decided.add(receipt.item());
      }
    }
  }

  /** Whether ingest has said of each item what became of it. */
  public boolean isDone() {
    return !receipts.isEmpty() && decided.size() >= items;
  }

  /** By item, and those of one item by time: they come in from several partitions. */
  public List<Receipt> receipts() {
    return receipts.stream().sorted(IN_ORDER).toList();
  }

  int size() {
    return receipts.size();
  }

  RawReceipts copy() {
    RawReceipts copy = new RawReceipts();
    copy.receipts.addAll(receipts);
    copy.decided.addAll(decided);
    copy.items = items;
    return copy;
  }
}
