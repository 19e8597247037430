package dev.slugline.app.config;

import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an installation: one table, read from a properties file, the environment ({@code
 * SLUGLINE_RAW_MAX_BYTES}) and {@code --set key=value}, the later winning.
 */
public final class SluglineConfig {
  /** What is before the name of a setting that goes through to every Kafka client. */
  static final String KAFKA = "kafka.";

  private static final ConfigDef TABLE = SettingsTable.make();

  private final Map<String, Object> values;
  private final Map<String, String> origins;
  private final Map<String, String> kafka;
  private final SourceDates sources;
  private final SourceTerms terms;

  private SluglineConfig(
      Map<String, Object> values,
      Map<String, String> origins,
      Map<String, String> kafka,
      SourceDates sources,
      SourceTerms terms) {
    this.values = values;
    this.origins = origins;
    this.kafka = kafka;
    this.sources = sources;
    this.terms = terms;
  }

  /** Looks at settings that no table can judge by themselves. */
  public interface Check {
    /** Everything is as it should be. */
    Check NONE = (config, problems) -> {};

    /**
     * Tells what is wrong.
     *
     * @param config the settings; one that {@code problems} has already is at its default
     */
    void check(SluglineConfig config, Problems problems);
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
    GivenSettings given = new GivenSettings();
    if (file != null) {
      given.file(file);
    }
    return of(given.environment(environment).sets(sets), Check.NONE);
  }

  /**
   * Makes sense of settings; what is wrong is reported all together, each problem with key, value,
   * where it was set and what would be right.
   *
   * @param check what else is to be looked at
   */
  public static SluglineConfig of(GivenSettings given, Check check) throws ConfigProblems {
    Problems problems = given.problems();
    Map<String, String> plain = new HashMap<>();
    Map<String, String> origins = new HashMap<>();
    Map<String, String> kafka = new TreeMap<>();
    SourceDates sources = new SourceDates();
    SourceTerms terms = new SourceTerms();
    given.forEach(
        (key, it) -> {
          origins.put(key, it.origin());
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), it.value());
          } else if (SourceDates.isOne(key)) {
            String problem =
                SourceTerms.isOne(key) ? terms.put(key, it.value()) : sources.put(key, it.value());
            if (problem != null) {
              problems.add(key, problem);
            }
          } else if (TABLE.names().contains(key)) {
            plain.put(key, it.value());
          } else {
            problems.add(key, "no such setting");
          }
        });
    Map<String, Object> values = values(plain, problems);
    KafkaSettings.check(kafka, KAFKA, problems);
    SluglineConfig config = new SluglineConfig(values, origins, kafka, sources, terms);
    check.check(config, problems);
    problems.throwIfAny();
    return config;
  }

  private static Map<String, Object> values(Map<String, String> plain, Problems problems) {
    Map<String, Object> values = new TreeMap<>();
    for (ConfigKey key : TABLE.configKeys().values()) {
      values.put(key.name, key.defaultValue);
      String given = plain.get(key.name);
      if (given != null) {
        try {
          values.put(key.name, SettingValue.of(key, given));
        } catch (IllegalArgumentException e) {
          problems.add(key.name, String.valueOf(e.getMessage()));
        }
      }
    }
    return values;
  }

  private Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  public String text(String key) {
    Object value = value(key);
    return value instanceof List<?> ? String.join(",", texts(key)) : value.toString();
  }

  public boolean flag(String key) {
    return Boolean.TRUE.equals(value(key));
  }

  /** The words of a setting that takes several; none: it is empty. */
  public List<String> texts(String key) {
    return ((List<?>) value(key)).stream().map(String::valueOf).toList();
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
        flag("fetch.allow.local"),
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

  /** Whether the terms of a source allow us to pass on the full text of its articles. */
  public boolean allowsFullText(@Nullable Source source) {
    return terms.allowsFullText(source, Boolean.TRUE.equals(value(SourceTerms.FULL_TEXT)));
  }

  /** What every Kafka client gets. */
  public Map<String, Object> clients() {
    Map<String, Object> clients = new HashMap<>(kafka);
    clients.put("bootstrap.servers", text("bootstrap.servers"));
    return clients;
  }

  /** The longest request and record beside {@code raw}. */
  public int maxMessageBytes() {
    return 2 * number("raw.max.bytes") + 64 * 1024;
  }

  /** A setting as it stands, for a person: secrets are not shown. */
  public record Setting(String key, String value, String origin, String doc) {}

  /** All settings of the table, and what goes through to the Kafka clients. */
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (String key : values.keySet()) {
      String doc = Objects.requireNonNull(TABLE.configKeys().get(key)).documentation;
      settings.add(setting(key, text(key), doc));
    }
    kafka.forEach(
        (key, value) -> settings.add(setting(KAFKA + key, value, "Goes to every Kafka client.")));
    return settings;
  }

  private Setting setting(String key, String value, String doc) {
    return new Setting(key, Secrets.shown(key, value), origin(key), doc);
  }

  /** Where a setting was set; {@code default}: nowhere. */
  public String origin(String key) {
    return origins.getOrDefault(key, "default");
  }
}
