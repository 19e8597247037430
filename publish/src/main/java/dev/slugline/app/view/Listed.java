package dev.slugline.app.view;

import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.publish.PublishTopics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * What of an article decides in which lists it stands, and where. Times in epoch milliseconds.
 *
 * @param arrived when it could first be seen here: when it was received, or the end of the embargo
 *     until which it was held
 * @param touched the timestamp of its record, by which it is forgotten one day
 * @param published {@link Long#MIN_VALUE}: not known
 * @param tags with their relevance; {@code none} where it has none
 */
record Listed(
    long arrived,
    long touched,
    long published,
    String language,
    String source,
    String domain,
    Map<String, Integer> tags) {

  /** What is read of an enriched record. */
  private record Part(
      @Nullable Instant receivedAt,
      @Nullable Instant embargoedUntil,
      @Nullable Instant enrichedAt,
      @Nullable Instant publishedAt,
      @Nullable Source source,
      @Nullable Language language,
      @Nullable List<TagPart> tags) {}

  private record TagPart(@Nullable String id, int relevance) {}

  /**
   * Of an enriched record.
   *
   * @param timestamp of the record
   * @throws IOException where it is none
   */
  static Listed of(byte[] json, long timestamp) throws IOException {
    Part part = ArticleJson.mapper().readValue(json, Part.class);
    if (part == null || part.receivedAt() == null || part.tags() == null) {
      throw new IOException("no enriched article");
    }
    Map<String, Integer> tags = new TreeMap<>();
    for (TagPart tag : part.tags()) {
      if (tag == null || tag.id() == null) {
        throw new IOException("a tag without an id");
      }
      tags.put(tag.id(), tag.relevance());
    }
    if (tags.isEmpty()) {
      tags.put(PublishTopics.NONE, 0);
    }
    Source source = part.source();
    return new Listed(
        arrived(part.receivedAt(), part.embargoedUntil(), part.enrichedAt()).toEpochMilli(),
        timestamp,
        part.publishedAt() == null ? Long.MIN_VALUE : part.publishedAt().toEpochMilli(),
        part.language() == null ? "" : orEmpty(part.language().code()),
        source == null ? "" : orEmpty(source.name()),
        source == null ? "" : orEmpty(source.domain()),
        tags);
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** What was held is news from its release on, however long it had lain here. */
  private static Instant arrived(
      Instant received, @Nullable Instant until, @Nullable Instant enriched) {
    return until != null && enriched != null && until.isAfter(received) && !until.isAfter(enriched)
        ? until
        : received;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(arrived);
      out.writeLong(touched);
      out.writeLong(published);
      out.writeUTF(language);
      out.writeUTF(short16(source));
      out.writeUTF(short16(domain));
      out.writeInt(tags.size());
      for (Map.Entry<String, Integer> tag : tags.entrySet()) {
        out.writeUTF(tag.getKey());
        out.writeByte(tag.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A name that a feeder made up may be as long as a record. */
  private static String short16(String name) {
    return name.length() <= 1_000 ? name : name.substring(0, 1_000);
  }

  /**
   * As {@link #toBytes} wrote it.
   *
   * @throws RocksDBException where it did not: the store is broken
   */
  static Listed ofBytes(byte[] bytes) throws RocksDBException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long arrived = in.readLong();
      long touched = in.readLong();
      long published = in.readLong();
      String language = in.readUTF();
      String source = in.readUTF();
      String domain = in.readUTF();
      Map<String, Integer> tags = new TreeMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        tags.put(in.readUTF(), in.readUnsignedByte());
      }
      return new Listed(arrived, touched, published, language, source, domain, tags);
    } catch (IOException e) {
      throw new RocksDBException("an entry cannot be read");
    }
  }
}
