package dev.slugline.ingest;

import dev.slugline.ingest.archive.Container;
import dev.slugline.ingest.archive.Part;
import dev.slugline.ingest.archive.Unpacking;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A raw record that is a container: the items of all that is in it, in order. */
final class PackedRecord {
  private final RawRecord raw;
  private final Limits limits;
  private final Deadline deadline;
  private final List<ParsedItem> items = new ArrayList<>();

  PackedRecord(RawRecord raw, Limits limits, Deadline deadline) {
    this.raw = raw;
    this.limits = limits;
    this.deadline = deadline;
  }

  /**
   * The items, at least one.
   *
   * @param parser of what is in no container any more
   */
  List<ParsedItem> items(
      Container container, BiFunction<RawRecord, Deadline, List<ParsedItem>> parser) {
    String declared = declared();
    boolean mistyped = declared != null && container.isArchive() && !isPacked(declared);
    // to what is in an archive the declared type does not apply
    String inner =
        container.isArchive() || declared == null || isPacked(declared) ? null : raw.contentType();
    try (Unpacking unpacking = Unpacking.of(raw.value(), "", limits, deadline)) {
      Part part = unpacking.next();
      while (part != null && !isFull()) {
        add(part, inner, mistyped, parser);
        part = unpacking.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (items.isEmpty()) {
      items.add(new Skipped("empty"));
    }
    return items;
  }

  /** Says so as the last item. */
  private boolean isFull() {
    if (items.size() > limits.maxItems()) {
      items.subList(limits.maxItems(), items.size()).clear();
      String reason = "more than raw.max.items=" + limits.maxItems() + " items";
      items.add(new Broken("over-limit", reason, raw.value()));
      return true;
    }
    if (deadline.passed()) {
      boolean said =
          !items.isEmpty()
              && items.get(items.size() - 1) instanceof Broken broken
              && broken.code().equals("time-budget");
      if (!said) {
        String reason =
            "not read within %d ms, %d items were"
                .formatted(limits.budget().toMillis(), items.size());
        items.add(new Broken("time-budget", reason, raw.value()));
      }
      return true;
    }
    return false;
  }

  private void add(
      Part part,
      @Nullable String type,
      boolean mistyped,
      BiFunction<RawRecord, Deadline, List<ParsedItem>> parser) {
    if (part instanceof Part.Refused refused) {
      items.add(new Broken(refused.code(), place(part) + refused.reason(), raw.value()));
    } else if (part instanceof Part.Skipped skipped) {
      items.add(new Skipped(place(part) + skipped.reason()));
    } else if (part instanceof Part.Content content) {
      for (ParsedItem item : parser.apply(record(content, type), deadline)) {
        items.add(placed(item, place(part), mistyped));
      }
    }
  }

  private RawRecord record(Part.Content content, @Nullable String type) {
    boolean alone = content.input().isEmpty() && content.line() == 0;
    // a key is a word for the whole record: only what is all of it can take its URL from there
    String key = content.url() != null ? content.url() : alone ? raw.key() : null;
    return new RawRecord(
        key,
        content.bytes(),
        content.contentType() != null ? content.contentType() : type,
        raw.retract(),
        raw.retractionKind(),
        null,
        raw.source(),
        raw.receivedAt());
  }

  private static ParsedItem placed(ParsedItem item, String place, boolean mistyped) {
    if (mistyped && item instanceof Ready ready) {
      List<String> warnings = new ArrayList<>(ready.article().warnings());
      warnings.add(Sniffer.WRONG_TYPE);
      return new Ready(ready.article().toBuilder().warnings(warnings).build(), ready.corrects());
    }
    return item.at(place);
  }

  /** Where it is in the record, before what is said of it. */
  private static String place(Part part) {
    String entry = part.input().startsWith(Part.WITHIN) ? part.input().substring(1) : "";
    String line = part.line() == 0 ? "" : "line " + part.line();
    String place = entry + (entry.isEmpty() || line.isEmpty() ? "" : ", ") + line;
    return place.isEmpty() ? "" : place + ": ";
  }

  private @Nullable String declared() {
    return Sniffer.bare(raw.contentType());
  }

  private static boolean isPacked(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.contains("zip")
        || lower.contains("zst")
        || lower.contains("compressed")
        || lower.contains("tar")
        || lower.contains("warc");
  }
}
