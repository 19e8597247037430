package dev.slugline.app.config;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Embargo;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an installation: one table, read from a properties file, the environment ({@code
 * SLUGLINE_RAW_MAX_BYTES}) and {@code --set key=value}, the later winning.
 */
public final class SluglineConfig {
  private static final String ENV = "SLUGLINE_";
  private static final String KAFKA = "kafka.";

  /** Variables of the launcher, which are no settings. */
  private static final Set<String> LAUNCHER = Set.of("SLUGLINE_JAVA_OPTS", "SLUGLINE_MAVEN_ARGS");

  private static final String APPLICATION_ID = "[A-Za-z0-9.-]{1,100}";

  private static final ConfigDef TABLE = table();

  private final Map<String, Object> values;
  private final Map<String, String> origins;
  private final Map<String, String> kafka;
  private final SourceDates sources;

  private SluglineConfig(
      Map<String, Object> values,
      Map<String, String> origins,
      Map<String, String> kafka,
      SourceDates sources) {
    this.values = values;
    this.origins = origins;
    this.kafka = kafka;
    this.sources = sources;
  }

  private record Given(String value, String origin) {}

  private static ConfigDef table() {
    return new ConfigDef()
        .define(
            "application.id",
            ConfigDef.Type.STRING,
            "slugline",
            ConfigDef.LambdaValidator.with(SluglineConfig::applicationId, () -> APPLICATION_ID),
            Importance.HIGH,
            "Names the consumer group; all instances of an installation share it.")
        .define(
            "bootstrap.servers",
            ConfigDef.Type.STRING,
            "127.0.0.1:9092",
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Where the Kafka brokers are.")
        .define(
            "prefix",
            ConfigDef.Type.STRING,
            "news",
            ConfigDef.LambdaValidator.with(SluglineConfig::prefix, () -> "[a-z0-9-]{1,64}"),
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
      throw new org.apache.kafka.common.config.ConfigException(
          key, value, "must match " + APPLICATION_ID);
    }
  }

  private static void prefix(String key, Object value) {
    if (!value.toString().matches("[a-z0-9-]{1,64}")) {
      throw new org.apache.kafka.common.config.ConfigException(
          key, value, "must match [a-z0-9-]{1,64}");
    }
  }

  /**
   * Reads the settings; what is wrong is reported all together.
   *
   * @param file a properties file; null: none
   * @param environment of the process
   * @param sets of the command line, {@code key=value}
   */
  public static SluglineConfig load(
      @Nullable Path file, Map<String, String> environment, List<String> sets)
      throws ConfigProblems, IOException {
    List<String> problems = new ArrayList<>();
    Map<String, Given> given = new TreeMap<>();
    if (file != null) {
      Properties read = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        read.load(in);
      }
      for (String key : read.stringPropertyNames()) {
        given.put(key, new Given(read.getProperty(key).strip(), file.toString()));
      }
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENV) && !LAUNCHER.contains(name)) {
            String key = name.substring(ENV.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            given.put(key, new Given(value, "environment " + name));
          }
        });
    for (String set : sets) {
      int at = set.indexOf('=');
      if (at < 1) {
        problems.add("--set " + set + ": not of the form key=value");
      } else {
        given.put(set.substring(0, at).strip(), new Given(set.substring(at + 1), "--set"));
      }
    }
    return resolve(given, problems);
  }

  private static SluglineConfig resolve(Map<String, Given> given, List<String> problems)
      throws ConfigProblems {
    Map<String, String> plain = new HashMap<>();
    Map<String, String> origins = new HashMap<>();
    Map<String, String> kafka = new TreeMap<>();
    SourceDates sources = new SourceDates();
    given.forEach(
        (key, it) -> {
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), it.value());
          } else if (SourceDates.isOne(key)) {
            String problem = sources.put(key, it.value());
            if (problem != null) {
              problems.add(key + "=" + it.value() + " (" + it.origin() + "): " + problem);
            }
          } else if (TABLE.names().contains(key)) {
            plain.put(key, it.value());
            origins.put(key, it.origin());
          } else {
            problems.add(key + "=" + it.value() + " (" + it.origin() + "): no such setting");
          }
        });
    Map<String, Object> values = new TreeMap<>();
    for (ConfigValue value : TABLE.validate(plain)) {
      // one of the wrong type is then also said to be null: the first message is the one to tell
      for (String message : value.errorMessages().stream().limit(1).toList()) {
        String origin = origins.getOrDefault(value.name(), "default");
        problems.add(
            value.name() + "=" + plain.get(value.name()) + " (" + origin + "): " + message);
      }
      values.put(value.name(), value.value());
    }
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return new SluglineConfig(values, origins, kafka, sources);
  }

  private Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  public String text(String key) {
    return value(key).toString();
  }

  public int number(String key) {
    return ((Number) value(key)).intValue();
  }

  public Duration duration(String key) {
    return Duration.ofMillis(((Number) value(key)).longValue());
  }

  /** The bounds within which raw records are parsed. */
  public Limits limits() {
    return new Limits(
        number("raw.max.bytes"),
        number("raw.max.items"),
        number("xml.max.depth"),
        number("json.max.depth"),
        number("json.max.number.length"),
        number("unpacked.max.bytes"),
        number("unpacked.max.ratio"),
        duration("page.budget.ms"),
        duration("raw.budget.ms"));
  }

  /** How pages and feeds are fetched. */
  public FetchSettings fetching() {
    return new FetchSettings(
        text("fetch.user.agent"),
        Boolean.TRUE.equals(value("fetch.allow.local")),
        duration("fetch.connect.timeout.ms"),
        duration("fetch.answer.timeout.ms"),
        duration("fetch.timeout.ms"),
        duration("fetch.pause.ms"),
        number("raw.max.bytes"));
  }

  /** How the dates of sources are meant. */
  public DateRules dates() {
    return sources.rules(text(SourceDates.ZONE), text(SourceDates.ORDER));
  }

  /** What every Kafka client gets. */
  public Map<String, Object> clients() {
    Map<String, Object> clients = new HashMap<>(kafka);
    clients.putIfAbsent("bootstrap.servers", text("bootstrap.servers"));
    return clients;
  }

  /** The longest request and record beside {@code raw}. */
  public int maxMessageBytes() {
    return 2 * number("raw.max.bytes") + 64 * 1024;
  }

  /** A setting as it stands, for a person. */
  public record Setting(String key, String value, String origin, String doc) {}

  /** All settings of the table. */
  public List<Setting> settings() {
    return values.keySet().stream()
        .map(
            key ->
                new Setting(
                    key,
                    text(key),
                    origins.getOrDefault(key, "default"),
                    Objects.requireNonNull(TABLE.configKeys().get(key)).documentation))
        .toList();
  }
}
