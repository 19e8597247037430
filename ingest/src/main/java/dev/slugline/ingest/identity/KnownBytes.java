package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article.Retraction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an article as bytes, about 230 of them: there is one for each article of
 * the whole history. The first byte names the layout.
 */
public final class KnownBytes {
  private static final byte LAYOUT = 1;

  private KnownBytes() {}

  public static byte[] write(Known known) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
    try (DataOutputStream raw = new DataOutputStream(bytes)) {
      raw.writeByte(LAYOUT);
      write(known, new PackedOutput(raw));
    } catch (IOException e) {
      throw new UncheckedIOException("memory was full or a text too long to be kept", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads back.
   *
   * @throws UncheckedIOException for bytes that {@link #write} did not make
   */
  public static Known read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int layout = in.readByte();
      if (layout != LAYOUT) {
        throw new IOException("layout " + layout + ", not " + LAYOUT);
      }
      return read(new PackedInput(in));
    } catch (IOException e) {
      throw new UncheckedIOException("not what is remembered of an article", e);
    }
  }

  private static void write(Known known, PackedOutput out) throws IOException {
    out.whole(known.revision());
    out.whole(known.touched());
    out.nullable(known.hash(), out::fixed);
    out.whole(known.others().size());
    for (long hash : known.others()) {
      out.fixed(hash);
    }
    out.nullable(known.meta(), out::fixed);
    version(known.version(), out);
    out.nullable(known.withdrawal(), it -> retraction(it, out));
    out.nullable(known.wording(), it -> wording(it, out));
    out.whole(known.seen().size());
    for (Map.Entry<String, Known.Place> entry : new TreeMap<>(known.seen()).entrySet()) {
      out.text(entry.getKey());
      out.whole(entry.getValue().offset());
      out.whole(entry.getValue().item());
      out.whole(entry.getValue().receivedMillis());
    }
    out.nullable(known.waiting(), it -> waiting(it, out));
  }

  private static Known read(PackedInput in) throws IOException {
    int revision = (int) in.whole();
    long touched = in.whole();
    Long hash = in.nullable(in::fixed);
    int count = (int) in.whole();
    List<Long> others = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      others.add(in.fixed());
    }
    Long meta = in.nullable(in::fixed);
    Version version = version(in);
    Retraction withdrawal = in.nullable(() -> retraction(in));
    Wording wording = in.nullable(() -> wording(in));
    Map<String, Known.Place> seen = new TreeMap<>();
    for (int left = (int) in.whole(); left > 0; left--) {
      String partition = in.text();
      seen.put(partition, new Known.Place(in.whole(), (int) in.whole(), in.whole()));
    }
    Waiting waiting = in.nullable(() -> waiting(in));
    return new Known(
        revision,
        hash,
        List.copyOf(others),
        meta,
        version,
        withdrawal,
        wording,
        seen,
        waiting,
        touched);
  }

  private static void version(Version version, PackedOutput out) throws IOException {
    out.nullable(version.number(), out::whole);
    out.nullable(version.updatedAt(), out::instant);
    out.nullable(version.publishedAt(), out::instant);
  }

  private static Version version(PackedInput in) throws IOException {
    return new Version(in.nullable(in::whole), in.nullable(in::instant), in.nullable(in::instant));
  }

  private static void retraction(Retraction retraction, PackedOutput out) throws IOException {
    out.text(retraction.kind());
    out.nullable(retraction.reason(), out::text);
    out.nullable(retraction.by(), out::text);
    out.instant(retraction.at());
  }

  private static Retraction retraction(PackedInput in) throws IOException {
    String kind = in.text();
    @Nullable String reason = in.nullable(in::text);
    @Nullable String by = in.nullable(in::text);
    return new Retraction(kind, reason, by, in.instant());
  }

  private static void wording(Wording wording, PackedOutput out) throws IOException {
    out.whole(wording.title());
    out.fixed(wording.facts());
    out.whole(wording.note());
    out.counts(wording.words());
  }

  private static Wording wording(PackedInput in) throws IOException {
    int title = (int) in.whole();
    long facts = in.fixed();
    int note = (int) in.whole();
    return new Wording(title, in.counts(WordSketch.BUCKETS), facts, note);
  }

  private static void waiting(Waiting waiting, PackedOutput out) throws IOException {
    out.instant(waiting.until());
    out.fixed(waiting.hash());
    out.fixed(waiting.meta());
    version(waiting.version(), out);
  }

  private static Waiting waiting(PackedInput in) throws IOException {
    Instant until = in.instant();
    long hash = in.fixed();
    long meta = in.fixed();
    return new Waiting(until, hash, meta, version(in));
  }
}
