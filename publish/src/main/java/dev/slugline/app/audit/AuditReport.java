package dev.slugline.app.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found, in numbers that add up.
 *
 * @param raw the raw records that were judged
 * @param items of those records
 * @param laterDeadLetters of enrich and publish, by stage
 * @param articles what stands on the topic of enriched articles
 * @param tags how many articles stand on each tag topic, by tag
 * @param beyond what cannot be judged any more
 * @param unworked what the stream has not worked yet
 * @param topics what was read of each
 * @param problems how many findings there are, by {@code missing, doubled, unexpected}
 */
public record AuditReport(
    Raw raw,
    Items items,
    Map<String, Long> laterDeadLetters,
    Articles articles,
    Map<String, Long> tags,
    Beyond beyond,
    Unworked unworked,
    List<Topic> topics,
    Map<String, Long> problems) {

  /**
   * Raw records: {@code records} is the sum of the rest.
   *
   * @param accounted each item has its receipt
   * @param missing an item has none
   * @param onTheirWay an item is between the two hops
   * @param beyond their receipts may have been taken by retention
   */
  public record Raw(long records, long accounted, long missing, long onTheirWay, long beyond) {}

  /**
   * Items: {@code all} is the sum of the outcomes and of those without.
   *
   * @param outcomes what became of them first, by the receipts' word
   * @param missing of raw records of which another item has a receipt
   * @param released of those that were held
   * @param waiting of those that were held: under their embargo still
   * @param dropped of those that were held: for another version, or a retraction
   * @param lettersWaiting dead letters that wait for the end of an embargo
   */
  public record Items(
      long all,
      Map<String, Long> outcomes,
      long missing,
      long onTheirWay,
      long beyond,
      long released,
      long waiting,
      long dropped,
      long lettersWaiting) {}

  /**
   * Articles.
   *
   * @param standing enriched, and not retracted since
   * @param retracted by their last revision
   * @param moving changed while it was read, so that their tag topics were not judged
   */
  public record Articles(long standing, long retracted, long moving) {}

  /**
   * What is beyond judging.
   *
   * @param outputs records that retention or compaction may have taken
   * @param rawTakenUnworked offsets of the raw topic that retention took before they were worked
   * @param otherLetters dead letters of what was no item of a raw record
   */
  public record Beyond(long outputs, long rawTakenUnworked, long otherLetters) {}

  /**
   * What is not worked yet.
   *
   * @param running whether an instance of the stream runs
   * @param rawRecords at most: transactions leave gaps between offsets
   */
  public record Unworked(boolean running, long rawRecords) {}

  /**
   * A topic.
   *
   * @param firstOffsets by partition
   * @param cut whether retention has taken something
   * @param judgedSince what is older may have been taken, so that it is not missed; null: nothing
   *     is
   * @param oldest when its first record came; null: there is none
   */
  public record Topic(
      String name,
      long records,
      Map<Integer, Long> firstOffsets,
      boolean cut,
      @Nullable Instant judgedSince,
      @Nullable Instant oldest,
      @Nullable Instant newest) {}

  /** Whether nothing is missing, doubled or there without a reason. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
