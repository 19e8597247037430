package dev.slugline.ingest.feed;

import dev.slugline.ingest.format.Limits;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A process that feeds a stream of any length, or the inputs it is given, to nowhere. */
final class FlatFeed {
  private FlatFeed() {}

  /**
   * Feeds, and says what is refused and how much was acknowledged.
   *
   * @param args how many megabytes of JSON lines to feed, with one line of 50 among them; then what
   *     else
   */
  public static void main(String[] args) throws Exception {
    InputStream stdin = new Lines(Long.parseLong(args[0]) * 1_000_000);
    List<String> inputs = List.of(args).subList(1, args.length);
    try (Feeder feeder = new Feeder(new Nowhere(), "news.raw", Limits.DEFAULT, FeedOptions.NONE)) {
      feeder.feed(
          inputs,
          stdin,
          fed -> {
            if (fed instanceof Fed.Refused it) {
              System.out.println(it.input() + ", line " + it.line() + ": " + it.reason());
            }
          });
      System.out.println("acknowledged " + feeder.totals().acknowledged());
    }
  }

  /** Takes everything and remembers nothing. */
  private static final class Nowhere extends MockProducer<byte[], byte[]> {
    private long offset;

    Nowhere() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      return CompletableFuture.completedFuture(
          new RecordMetadata(new TopicPartition(record.topic(), 0), offset++, 0, 0, 0, 0));
    }
  }

  /** Lines of a kilobyte; the second one is of 50 megabytes. */
  private static final class Lines extends InputStream {
    private static final byte[] LINE =
        ("{\"id\":\"1\",\"body\":\"" + "x".repeat(979) + "\"}\n").getBytes(StandardCharsets.UTF_8);
    private static final int LONG = 50_000_000;

    private final long length;
    private long at;

    Lines(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      if (at >= length) {
        return -1;
      }
      boolean inLong = at >= LINE.length && at < LINE.length + LONG;
      int b =
          inLong
              ? (at == LINE.length + LONG - 1 ? '\n' : 'y')
              : LINE[(int) (place() % LINE.length)];
      at++;
      return b;
    }

    @Override
    public int read(byte[] to, int from, int most) {
      int count = 0;
      int b = most == 0 ? -1 : read();
      while (b >= 0) {
        to[from + count] = (byte) b;
        count++;
        b = count == most ? -1 : read();
      }
      return count == 0 && most > 0 ? -1 : count;
    }

    private long place() {
      return at < LINE.length ? at : at - LONG;
    }
  }
}
