package dev.slugline.app.letters;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the topics tell of one letter: its receipts, where it came from, what became of it. */
public final class Story {
  /** Receipts beyond so many are counted only: a replay of a whole raw record has one an item. */
  private static final int MOST = 50;

  private final Letter letter;
  private final @Nullable Long cameOf;
  private final long span;
  private final Set<String> items;
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Receipt> ofReplays = new ArrayList<>();
  private final List<Letter.Id> cameBack = new ArrayList<>();
  private Letter.@Nullable Id replayOf;
  private long more;
  private boolean retagged;

  private Story(Letter letter) {
    this.letter = letter;
    this.cameOf = ReplayTrace.replay(letter.trace());
    this.span = ReplayTrace.span(letter);
    this.items = Arrays.stream(letter.item().split(",")).collect(Collectors.toSet());
  }

  /** Reads it. */
  public static Story of(SluglineConfig config, Letter letter) throws IOException {
    Story story = new Story(letter);
    Topics topics = new Topics(config.text("prefix"));
    try (TopicReader letters = new TopicReader(config, List.of(topics.deadLetter().name()))) {
      if (story.cameOf == null) {
        letters.seekTo(letter.arrived()); // what came of it came later
      }
      letters.readToEnd(story::letter);
    }
    List<String> names = List.of(topics.receipts().name(), topics.retag().name());
    try (TopicReader answers = new TopicReader(config, names)) {
      answers.seekTo(letter.arrived());
      answers.readToEnd(
          record ->
              record.topic().equals(topics.retag().name())
                  ? story.retagged(record)
                  : story.receipt(record));
    }
    return story;
  }

  /** The receipts of the very items that broke. */
  public List<Receipt> receipts() {
    return receipts;
  }

  /** The receipts of its replays, the first of them. */
  public List<Receipt> ofReplays() {
    return ofReplays;
  }

  /** How many more receipts its replays have. */
  public long more() {
    return more;
  }

  /** Whether its article went to be tagged again. */
  public boolean retagged() {
    return retagged;
  }

  /** The letter whose replay it came of; null: none, or none that is still there. */
  public Letter.@Nullable Id replayOf() {
    return replayOf;
  }

  /** The letters that came of its replays. */
  public List<Letter.Id> cameBack() {
    return cameBack;
  }

  /** Whether it was replayed. */
  public boolean replayed() {
    return retagged || !ofReplays.isEmpty();
  }

  private boolean letter(ConsumerRecord<byte[], byte[]> record) {
    Letter other = Letter.of(record);
    if (cameOf != null && cameOf == ReplayTrace.span(other)) {
      replayOf = other.id();
    }
    if (isOfReplay(record)) {
      cameBack.add(other.id());
    }
    return true;
  }

  private boolean retagged(ConsumerRecord<byte[], byte[]> record) {
    retagged |= isOfReplay(record);
    return true;
  }

  private boolean receipt(ConsumerRecord<byte[], byte[]> record) {
    boolean later = isOfReplay(record);
    Receipt receipt;
    try {
      receipt = ArticleJson.mapper().readValue(record.value(), Receipt.class);
    } catch (IOException | IllegalArgumentException e) {
      return true; // no receipt of ours
    }
    if (later && ofReplays.size() < MOST) {
      ofReplays.add(receipt);
    } else if (later) {
      more++;
    } else if (receipts.size() < MOST && isItsOwn(receipt)) {
      receipts.add(receipt);
    }
    return true;
  }

  private boolean isOfReplay(ConsumerRecord<byte[], byte[]> record) {
    String header = SluglineHeaders.get(record.headers(), SluglineHeaders.TRACEPARENT);
    Long replay = ReplayTrace.replay(TraceParent.of(header));
    return replay != null && replay == span;
  }

  private boolean isItsOwn(Receipt receipt) {
    return receipt.topic().equals(letter.topic())
        && receipt.partition() == letter.partition()
        && receipt.offset() == letter.offset()
        && items.contains(Integer.toString(receipt.item()));
  }
}
