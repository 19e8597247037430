package dev.slugline.app.config;

import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.format.Limits;
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
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an installation: one table, read from a properties file, the environment ({@code
 * SLUGLINE_RAW_MAX_BYTES}) and {@code --set key=value}, the later winning.
 */
public final class SluglineConfig {
  private static final String ENV = "SLUGLINE_";
  private static final String KAFKA = "kafka.";

  /** Variables of the launcher, the log and docker-compose.yml, which are no settings. */
  private static final Set<String> LAUNCHER =
      Set.of(
          "SLUGLINE_JAVA_OPTS",
          "SLUGLINE_MAVEN_ARGS",
          "SLUGLINE_LOG",
          "SLUGLINE_IMAGE",
          "SLUGLINE_MEMORY");

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

  private record Given(String value, String origin) {}

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
        problems.add("--set " + Secrets.shown(set, set) + ": not of the form key=value");
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
    SourceTerms terms = new SourceTerms();
    given.forEach(
        (key, it) -> {
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), it.value());
            origins.put(key, it.origin());
          } else if (SourceDates.isOne(key)) {
            String problem =
                SourceTerms.isOne(key) ? terms.put(key, it.value()) : sources.put(key, it.value());
            if (problem != null) {
              problems.add(told(key, it) + problem);
            }
          } else if (TABLE.names().contains(key)) {
            plain.put(key, it.value());
            origins.put(key, it.origin());
          } else {
            problems.add(told(key, it) + "no such setting");
          }
        });
    Map<String, Object> values = new TreeMap<>();
    for (ConfigValue value : TABLE.validate(plain)) {
      // one of the wrong type is then also said to be null: the first message is the one to tell
      for (String message : value.errorMessages().stream().limit(1).toList()) {
        String origin = origins.getOrDefault(value.name(), "default");
        problems.add(
            told(value.name(), new Given(String.valueOf(plain.get(value.name())), origin))
                + message);
      }
      values.put(value.name(), value.value());
    }
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return new SluglineConfig(values, origins, kafka, sources, terms);
  }

  private static String told(String key, Given it) {
    return key + "=" + Secrets.shown(key, it.value()) + " (" + it.origin() + "): ";
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
    clients.putIfAbsent("bootstrap.servers", text("bootstrap.servers"));
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
    String origin = origins.getOrDefault(key, "default");
    return new Setting(key, Secrets.shown(key, value), origin, doc);
  }
}
