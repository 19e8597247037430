package dev.slugline.app.config;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Embargo;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The one table of all settings: name, type, default, bounds, and what each is for. */
final class SettingsTable {
  private static final String APPLICATION_ID = "[A-Za-z0-9.-]{1,100}";

  /** A broker's, which ends its address. */
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})\\s*(?:,|$)");

  private SettingsTable() {}

  static ConfigDef make() {
    return HttpSettingsTable.addTo(new ConfigDef())
        .define(
            "application.id",
            ConfigDef.Type.STRING,
            "slugline",
            ConfigDef.LambdaValidator.with(SettingsTable::applicationId, () -> APPLICATION_ID),
            Importance.HIGH,
            "Names the consumer group; all instances of an installation share it.")
        .define(
            "bootstrap.servers",
            ConfigDef.Type.STRING,
            "127.0.0.1:9092",
            ConfigDef.LambdaValidator.with(SettingsTable::brokers, () -> "HOST:PORT,HOST:PORT"),
            Importance.HIGH,
            "Where the Kafka brokers are.")
        .define(
            "prefix",
            ConfigDef.Type.STRING,
            "news",
            ConfigDef.LambdaValidator.with(SettingsTable::prefix, () -> "[a-z0-9-]{1,64}"),
            Importance.HIGH,
            "The first word of every topic's name.")
        .define(
            "partitions",
            ConfigDef.Type.INT,
            4,
            between(1, 1000),
            Importance.HIGH,
            "Partitions of the articles, fixed for the life of an installation.")
        .define(
            "replication.factor",
            ConfigDef.Type.INT,
            -1,
            ConfigDef.LambdaValidator.with(SettingsTable::replication, () -> "-1 or at least 1"),
            Importance.MEDIUM,
            "Copies of each topic; -1: what the broker does by default.")
        .define(
            "num.stream.threads",
            ConfigDef.Type.INT,
            1,
            between(1, 256),
            Importance.MEDIUM,
            "Threads of one instance.")
        .define(
            "commit.interval.ms",
            ConfigDef.Type.LONG,
            100L,
            between(1, 60_000),
            Importance.MEDIUM,
            "Each of two hops waits this long at most; what has only just arrived waits 20 ms.")
        .define(
            "history.ms",
            ConfigDef.Type.LONG,
            Duration.ofDays(90).toMillis(),
            atLeast(60_000),
            Importance.HIGH,
            "How long articles stay on their topics and are remembered.")
        .define(
            "embargo",
            ConfigDef.Type.STRING,
            Embargo.hold.name(),
            ConfigDef.ValidString.in(
                Stream.of(Embargo.values()).map(Embargo::name).toArray(String[]::new)),
            Importance.MEDIUM,
            "What is done with an article that its source holds until later: hold (it is released"
                + " then), mark (published at once with its time) or refuse (skipped).")
        .define(
            "retention.raw.ms",
            ConfigDef.Type.LONG,
            Duration.ofDays(7).toMillis(),
            atLeast(60_000),
            Importance.MEDIUM,
            "How long raw records stay.")
        .define(
            "raw.max.bytes",
            ConfigDef.Type.INT,
            Limits.DEFAULT.rawMaxBytes(),
            between(1024, 8 * 1024 * 1024),
            Importance.MEDIUM,
            "The longest raw record.")
        .define(
            "raw.max.items",
            ConfigDef.Type.INT,
            Limits.DEFAULT.maxItems(),
            between(1, 1_000_000),
            Importance.LOW,
            "The most items of one raw record.")
        .define(
            "xml.max.depth",
            ConfigDef.Type.INT,
            Limits.DEFAULT.xmlDepth(),
            between(10, 10_000),
            Importance.LOW,
            "The deepest nesting of XML.")
        .define(
            "json.max.depth",
            ConfigDef.Type.INT,
            Limits.DEFAULT.jsonDepth(),
            between(10, 1_000),
            Importance.LOW,
            "The deepest nesting of JSON.")
        .define(
            "json.max.number.length",
            ConfigDef.Type.INT,
            Limits.DEFAULT.jsonNumberLength(),
            between(20, 100_000),
            Importance.LOW,
            "The longest number of JSON, in characters.")
        .define(
            "unpacked.max.bytes",
            ConfigDef.Type.INT,
            Limits.DEFAULT.unpackedMaxBytes(),
            between(1024, 1 << 30),
            Importance.LOW,
            "The longest content of one compressed raw record.")
        .define(
            "unpacked.max.ratio",
            ConfigDef.Type.INT,
            Limits.DEFAULT.unpackedMaxRatio(),
            between(2, 100_000),
            Importance.LOW,
            "How many times as long as its compressed bytes a content may be.")
        .define(
            "page.budget.ms",
            ConfigDef.Type.LONG,
            Limits.DEFAULT.pageBudget().toMillis(),
            between(10, 9_000),
            Importance.LOW,
            "The time for one web page.")
        .define(
            "raw.budget.ms",
            ConfigDef.Type.LONG,
            Limits.DEFAULT.budget().toMillis(),
            between(10, 9_000),
            Importance.LOW,
            "The time for all items of one raw record.")
        .define(
            "fetch.user.agent",
            ConfigDef.Type.STRING,
            "Slugline/0.1",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "By which servers know who fetches; its name up to the slash is robots.txt's.")
        .define(
            "fetch.allow.local",
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether pages of the local network may be fetched.")
        .define(
            "fetch.connect.timeout.ms",
            ConfigDef.Type.LONG,
            5_000L,
            between(1, 300_000),
            Importance.LOW,
            "The longest wait for a connection.")
        .define(
            "fetch.answer.timeout.ms",
            ConfigDef.Type.LONG,
            15_000L,
            between(1, 300_000),
            Importance.LOW,
            "The longest wait for the first byte of an answer, and for each next one.")
        .define(
            "fetch.timeout.ms",
            ConfigDef.Type.LONG,
            60_000L,
            between(1, 3_600_000),
            Importance.LOW,
            "The longest time of one request, to its last byte.")
        .define(
            "fetch.pause.ms",
            ConfigDef.Type.LONG,
            1_000L,
            between(0, 60_000),
            Importance.LOW,
            "The least time between two requests to one host; robots.txt may ask for more.")
        .define(
            SourceDates.ZONE,
            ConfigDef.Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(
                SourceDates::checkZone, () -> "a zone of IANA, or empty"),
            Importance.LOW,
            "The zone of dates without one, for sources without source.NAME.zone; empty: UTC, and a"
                + " warning.")
        .define(
            SourceDates.ORDER,
            ConfigDef.Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(SourceDates::checkOrder, () -> "dmy, mdy, ymd or empty"),
            Importance.LOW,
            "The order of day, month and year where a date does not show it, for sources without"
                + " source.NAME.date.order; empty: such a date is not read.")
        .define(
            SourceTerms.FULL_TEXT,
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether lists and feeds carry the full text of articles, for sources without"
                + " source.NAME.full.text; false: title, summary and the sentence that shows why.")
        .define(
            "stream.max.clients",
            ConfigDef.Type.INT,
            2_000,
            between(0, 1_000_000),
            Importance.MEDIUM,
            "The most live streams (GET /v1/stream) of one instance at a time.")
        .define(
            "stream.queue.max.bytes",
            ConfigDef.Type.INT,
            1024 * 1024,
            between(64 * 1024, 1 << 30),
            Importance.MEDIUM,
            "How much may wait for one client of a live stream; one that is slower is read for apart,"
                + " at its own speed, and cut off where it takes nothing for two heartbeats.")
        .define(
            "stream.heartbeat.ms",
            ConfigDef.Type.LONG,
            15_000L,
            between(100, 25_000), // a connection is idle for 30 s at most
            Importance.LOW,
            "How often a live stream gives a sign of life; a client that is gone is noticed then.")
        .define(
            "stream.query.max.chars",
            ConfigDef.Type.INT,
            2_000,
            between(1, 100_000),
            Importance.LOW,
            "The longest query of a live stream.")
        .define(
            "stream.catchup.threads",
            ConfigDef.Type.INT,
            2,
            between(1, 64),
            Importance.LOW,
            "Threads that read what clients of live streams have missed, for all of them in turn.")
        .define(
            "compression.type",
            ConfigDef.Type.STRING,
            "lz4",
            ConfigDef.ValidString.in("none", "gzip", "snappy", "lz4", "zstd"),
            Importance.LOW,
            "How producers compress.")
        .define(
            "state.dir",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "The folder of the state stores; empty: in the user's state folder.");
  }

  /** It begins the names of topics; there a dot and an underscore would be one in the metrics. */
  private static void applicationId(String key, Object value) {
    if (!value.toString().matches(APPLICATION_ID)) {
      throw new ConfigException(key, value, "must be 1 to 100 of A-Z, a-z, 0-9, '.' and '-'");
    }
  }

  /** As a client of Kafka's takes them, which may have a protocol before them. */
  private static void brokers(String key, Object value) {
    if (!value.toString().matches("\\s*[^,\\s]+:\\d{1,5}\\s*(?:,\\s*[^,\\s]+:\\d{1,5}\\s*)*,?")) {
      throw new ConfigException(key, value, "must be HOST:PORT, several separated by commas");
    }
    boolean beyond =
        PORT.matcher(value.toString())
            .results()
            .anyMatch(port -> Integer.parseInt(port.group(1)) > HttpSettingsTable.LAST_PORT);
    if (beyond) {
      throw new ConfigException(
          key, value, "the port must be at most " + HttpSettingsTable.LAST_PORT);
    }
  }

  /** Kafka's own number for "by default"; no copy at all is nothing that a broker can make. */
  private static void replication(String key, Object value) {
    int copies = (Integer) value;
    if (copies != -1 && copies < 1) {
      throw new ConfigException(key, value, "must be -1 or at least 1");
    }
    between(-1, Short.MAX_VALUE).ensureValid(key, value);
  }

  private static void prefix(String key, Object value) {
    if (!value.toString().matches("[a-z0-9-]{1,64}")) {
      throw new ConfigException(key, value, "must be 1 to 64 of a-z, 0-9 and '-'");
    }
  }
}
