package dev.slugline.app.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a topic says of a place on the raw topic.
 *
 * @param partition of the raw record
 * @param offset of the raw record
 * @param item from 1; 0: the raw record as a whole
 * @param items how many there are; 0: not said
 * @param outcome a receipt's, as its number, and that of an article which was released; -1: none
 * @param stage that wrote it: 0 ingest, 1 enrich, 2 publish
 * @param revision of the article; 0: none
 * @param time epoch milliseconds: the record's, of later stages that at which it says it was made
 * @param late see {@link TopicSpan}
 * @param id of the article; empty: none
 */
record PlaceRow(
    Kind kind,
    int partition,
    long offset,
    int item,
    int items,
    int outcome,
    int stage,
    int revision,
    long time,
    boolean late,
    String id) {

  /** Where it stands. */
  enum Kind {
    /** The raw record itself. */
    RAW,
    /** A receipt. */
    RECEIPT,
    /** A dead letter. */
    LETTER,
    /** A record on the topic of articles. */
    ARTICLE,
    /** A dead letter that waits for the end of an embargo. */
    WAITING_LETTER,
    /** An item between the two hops. */
    ON_ITS_WAY
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  static PlaceRow raw(int partition, long offset, long time) {
    return new PlaceRow(Kind.RAW, partition, offset, 0, 0, -1, 0, 0, time, false, "");
  }

  static PlaceRow article(
      Place at, int revision, boolean released, long time, boolean late, String id) {
    int outcome = released ? Outcome.RELEASED.number() : -1;
    return new PlaceRow(
        Kind.ARTICLE,
        at.partition(),
        at.offset(),
        at.item(),
        0,
        outcome,
        0,
        revision,
        time,
        late,
        id);
  }

  static PlaceRow letter(Place at, int stage, long time, boolean late) {
    return new PlaceRow(
        Kind.LETTER, at.partition(), at.offset(), at.item(), 0, -1, stage, 0, time, late, "");
  }

  static PlaceRow waits(Kind kind, Place at) {
    return new PlaceRow(kind, at.partition(), at.offset(), at.item(), 0, -1, 0, 0, 0, false, "");
  }

  void addTo(Buckets buckets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(KINDS.indexOf(kind) | (late ? 0x80 : 0));
    out.writeInt(partition);
    out.writeLong(offset);
    if (kind != Kind.RAW) {
      out.writeInt(item);
      out.writeInt(items);
      out.writeByte(outcome);
      out.writeByte(stage);
      out.writeInt(revision);
      byte[] name = id.getBytes(StandardCharsets.UTF_8);
      out.writeInt(name.length);
      out.write(name);
    }
    out.writeLong(time);
    buckets.add(31 * Long.hashCode(offset) + partition, bytes.toByteArray());
  }

  static PlaceRow read(DataInputStream in) throws IOException {
    int head = in.readUnsignedByte();
    boolean late = (head & 0x80) != 0;
    Kind kind = KINDS.get(head & 0x7F);
    int partition = in.readInt();
    long offset = in.readLong();
    if (kind == Kind.RAW) {
      return raw(partition, offset, in.readLong());
    }
    int item = in.readInt();
    int items = in.readInt();
    int outcome = in.readByte();
    int stage = in.readByte();
    int revision = in.readInt();
    byte[] name = in.readNBytes(in.readInt());
    String id = new String(name, StandardCharsets.UTF_8);
    return new PlaceRow(
        kind, partition, offset, item, items, outcome, stage, revision, in.readLong(), late, id);
  }

  Place place() {
    return new Place(partition, offset, item);
  }
}
