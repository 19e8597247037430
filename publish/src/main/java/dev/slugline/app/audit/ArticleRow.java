package dev.slugline.app.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a topic says of an article.
 *
 * @param what a receipt's outcome, or a tag, as its number; of a register's entry 1: it returned
 * @param revision 0: not said
 * @param catalogue its number; -1: none
 * @param gone whether it is a tombstone, a retraction, or waits no longer
 * @param flag of a receipt that it drops what was held, or tells of a tag topic that was not there;
 *     of an enriched record that it was tagged again; of a register's entry that it is canceled
 * @param at of a receipt and an article the item of the raw record, else where the record lies
 * @param late see {@link TopicSpan}
 * @param tags of an enriched record, by their numbers
 */
record ArticleRow(
    Kind kind,
    String id,
    int what,
    int revision,
    int catalogue,
    boolean gone,
    boolean flag,
    Place at,
    long time,
    boolean late,
    int[] tags) {

  /** Where it stands. */
  enum Kind {
    /** A receipt of ingest. */
    RECEIPT,
    /** A receipt of a later stage: a dead letter. */
    LATER,
    /** A record on the topic of articles. */
    ARTICLE,
    /** A record on the topic of enriched articles. */
    ENRICHED,
    /** A record on a tag topic. */
    TAG,
    /** An entry of the register of retractions. */
    WITHDRAWAL,
    /** Under an embargo; the time is its end. */
    WAITING
  }

  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int[] NONE = {};

  /** One without tags. */
  static ArticleRow of(
      Kind kind,
      String id,
      int what,
      int revision,
      boolean gone,
      boolean flag,
      Place at,
      long time,
      boolean late) {
    return new ArticleRow(kind, id, what, revision, -1, gone, flag, at, time, late, NONE);
  }

  void addTo(Buckets buckets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(KINDS.indexOf(kind));
    out.writeByte((gone ? 1 : 0) | (flag ? 2 : 0) | (late ? 4 : 0));
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    out.writeInt(name.length);
    out.write(name);
    out.writeInt(what);
    out.writeInt(revision);
    out.writeInt(catalogue);
    out.writeInt(at.partition());
    out.writeLong(at.offset());
    out.writeInt(at.item());
    out.writeLong(time);
    if (kind == Kind.ENRICHED) {
      write(tags, out);
    }
    buckets.add(id.hashCode(), bytes.toByteArray());
  }

  private static void write(int[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  static ArticleRow read(DataInputStream in) throws IOException {
    Kind kind = KINDS.get(in.readByte());
    int flags = in.readByte();
    String id = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    int what = in.readInt();
    int revision = in.readInt();
    int catalogue = in.readInt();
    Place at = new Place(in.readInt(), in.readLong(), in.readInt());
    long time = in.readLong();
    int[] tags = kind == Kind.ENRICHED ? numbers(in) : NONE;
    return new ArticleRow(
        kind,
        id,
        what,
        revision,
        catalogue,
        (flags & 1) != 0,
        (flags & 2) != 0,
        at,
        time,
        (flags & 4) != 0,
        tags);
  }

  private static int[] numbers(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count == 0) {
      return NONE;
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }
}
