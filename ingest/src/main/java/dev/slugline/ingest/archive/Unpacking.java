package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.json.JsonLines;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a source, whatever it is packed in, one after the other as they are asked for. No
 * more than one of them is held, and an inner zip archive. What is wrong is a part. Not
 * thread-safe.
 */
public final class Unpacking implements Closeable {
  /** The deepest nesting of containers. */
  private static final int DEEPEST = 4;

  private static final int BUFFER = 1 << 16;
  private static final Pattern LINES =
      Pattern.compile("\\.(jsonl|ndjson)(\\.(gz|gzip|zst|zstd|bz2))*$", Pattern.CASE_INSENSITIVE);

  private final Source source;
  private final Limits limits;
  private final Budget budget;
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean begun;

  /**
   * @param depth how many containers it lies in, itself among them
   */
  private record Open(Level level, int depth) {}

  private Unpacking(Source source, Limits limits, Budget budget) {
    this.source = source;
    this.limits = limits;
    this.budget = budget;
  }

  /** Of whatever length: each part is a raw record of its own, and bounded. */
  public static Unpacking of(Source source, Limits limits) {
    return new Unpacking(source, limits, new Budget(limits, source.size(), Long.MAX_VALUE, null));
  }

  /** Of one raw record, bounded as a whole. */
  public static Unpacking of(byte[] record, String name, Limits limits, Deadline deadline) {
    Source source = Source.of(record, name);
    Budget budget = new Budget(limits, record.length, limits.unpackedMaxBytes(), deadline);
    return new Unpacking(source, limits, budget);
  }

  /**
   * The next part; null: there are no more.
   *
   * @throws IOException when the source cannot be read
   */
  public @Nullable Part next() throws IOException {
    if (!begun) {
      begun = true;
      Part part = entered(source.stream(budget), source.name());
      if (part != null) {
        return part;
      }
    }
    while (!open.isEmpty()) {
      Level top = open.element().level();
      Level.Step step;
      try {
        step = top.next();
      } catch (Damage e) {
        return refused(e, top.name(), top.line());
      }
      if (step == null) {
        open.pop().level().close();
      } else if (step instanceof Level.Step.Done done) {
        return done.part();
      } else if (step instanceof Level.Step.Opened opened) {
        Part part = entered(opened.in(), opened.name());
        if (part != null) {
          return part;
        }
      }
    }
    return null;
  }

  private Part refused(Damage damage, String name, long line) throws IOException {
    while (open.size() > damage.keep()) {
      open.pop().level().close();
    }
    return new Part.Refused(name, line, damage.code(), damage.reason());
  }

  private @Nullable Part entered(InputStream in, String name) throws IOException {
    try {
      return enter(in, name);
    } catch (Damage e) {
      return refused(e, name, 0);
    }
  }

  /** Looks into what is at hand: the part that it is, or null where it is open now. */
  private @Nullable Part enter(InputStream raw, String name) throws IOException {
    boolean outermost = open.isEmpty();
    int depth = outermost ? 0 : open.element().depth();
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    Container kind = Container.of(head(in, outermost));
    while (kind != null) {
      if (!kind.isRead()) {
        String reason = kind.label() + ", which is not read";
        return new Part.Refused(name, 0, "malformed", reason);
      }
      depth++;
      if (depth > DEEPEST) {
        String reason = kind.label() + ", nested more than " + DEEPEST + " deep";
        return new Part.Refused(name, 0, "over-limit", reason);
      }
      if (kind.isArchive()) {
        open.push(new Open(level(kind, in, name, outermost), depth));
        return null;
      }
      outermost = false;
      in = new BufferedInputStream(Decompression.of(kind, in, open.size(), budget), BUFFER);
      kind = Container.of(head(in, false));
    }
    return bare(in, name, outermost, depth);
  }

  private byte[] head(BufferedInputStream in, boolean outermost) throws IOException {
    in.mark(Container.HEAD);
    byte[] head = new byte[Container.HEAD];
    int length = 0;
    try {
      int n = in.read(head, 0, head.length);
      while (n > 0) {
        length += n;
        boolean wait = !(outermost && source.live()) || in.available() > 0;
        n = wait ? in.read(head, length, head.length - length) : -1;
      }
    } catch (Damage e) {
      // it comes again to whoever reads up to there: what stands before it is sound
      if (length == 0) {
        throw e;
      }
    }
    in.reset();
    return Arrays.copyOf(head, length);
  }

  private Level level(Container kind, InputStream in, String name, boolean outermost)
      throws IOException {
    int index = open.size();
    return switch (kind) {
      case TAR -> new TarLevel(in, name, index);
      case WARC -> new WarcLevel(in, name, index, budget, limits);
      default -> {
        Source.Opener channel = outermost ? source.channel() : null;
        yield new ZipLevel(
            channel == null ? held(in) : channel.open(), name, channel != null, index, budget);
      }
    };
  }

  /** A zip archive that comes in order, of which the end has to be read first. */
  private SeekableByteChannel held(InputStream in) throws IOException {
    int most = limits.unpackedMaxBytes();
    byte[] bytes = in.readNBytes(most);
    if (in.read() >= 0) {
      String reason =
          "a zip archive that is no file of its own is held as a whole, and has more than"
              + " unpacked.max.bytes="
              + most
              + " bytes";
      throw new Damage("over-limit", reason, open.size());
    }
    return new SeekableInMemoryByteChannel(bytes);
  }

  /** What is no container. */
  private @Nullable Part bare(BufferedInputStream in, String name, boolean outermost, int depth)
      throws IOException {
    boolean live = outermost && source.live();
    boolean named = LINES.matcher(name).find();
    if (!named && !JsonLines.isNext(in, !live)) {
      return new Whole(limits).read(in, name, outermost ? source.size() : -1, null, null);
    }
    byte[] head = head(in, outermost);
    boolean wide = head.length > 1 && (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe;
    InputStream lines = wide ? new Transcoded(in, StandardCharsets.UTF_16) : in;
    open.push(new Open(new Lines(lines, name, limits), depth));
    return null;
  }

  /** Closes what is open, and the source. */
  @Override
  public void close() throws IOException {
    try {
      while (!open.isEmpty()) {
        open.pop().level().close();
      }
    } finally {
      source.in().close();
    }
  }
}
