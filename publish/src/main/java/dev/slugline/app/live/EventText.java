package dev.slugline.app.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.JsonSerde;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Words events as {@code text/event-stream}. */
final class EventText {
  private EventText() {}

  /** The event that tells of a record; {@code id}: where the stream is behind it. */
  static byte[] event(EventType type, NewsRecord record, CharSequence id) {
    return event(type, id, type == EventType.ARTICLE ? record.json() : notice(record));
  }

  private static byte[] notice(NewsRecord record) {
    ObjectNode notice = ArticleJson.mapper().createObjectNode();
    notice.put("id", record.id());
    record.untagged().forEach(notice.putArray("tags")::add);
    notice
        .put("cause", record.cause())
        .put("revision", record.revision())
        .put("at", Instant.ofEpochMilli(record.timestamp()).toString());
    return JsonSerde.bytes(notice);
  }

  /**
   * The event that says what is missing.
   *
   * @param missing what is to be told of each partition where something is
   */
  static byte[] reset(String reason, ObjectNode missing, Position position) {
    ObjectNode data = ArticleJson.mapper().createObjectNode().put("reason", reason);
    data.set("missing", missing);
    return event(EventType.RESET, position.toString(), JsonSerde.bytes(data));
  }

  private static byte[] event(EventType type, CharSequence id, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + id.length() + 64);
    out.writeBytes(utf8("id: " + id + "\nevent: " + type.id() + "\ndata: "));
    out.writeBytes(onOneLine(json));
    out.writeBytes(utf8("\n\n"));
    return out.toByteArray();
  }

  /** Within JSON a line break is never part of a text, but it would end the data. */
  private static byte[] onOneLine(byte[] json) {
    byte @Nullable [] changed = null;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        changed = changed == null ? json.clone() : changed;
        changed[i] = ' ';
      }
    }
    return changed == null ? json : changed;
  }

  /** No event: a sign of life, and where the stream is. */
  static byte[] heartbeat(Position position) {
    return utf8(": " + Instant.now() + "\nid: " + position + "\n\n");
  }

  /** A sign of life of a stream whose place is not known yet. */
  static byte[] waiting() {
    return utf8(": " + Instant.now() + "\n\n");
  }

  /** How long a client that was parted from its stream should wait before it comes back. */
  static byte[] retry(Duration pause) {
    return utf8("retry: " + pause.toMillis() + "\n\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
