package dev.slugline.app.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Settings as they were given, and where: of one key the last one holds. Not thread-safe. */
public final class GivenSettings {
  private static final String ENV = "SLUGLINE_";

  /** Variables of the launcher, the log and docker-compose.yml, which are no settings. */
  private static final Set<String> LAUNCHER =
      Set.of(
          "SLUGLINE_JAVA_OPTS",
          "SLUGLINE_MAVEN_ARGS",
          "SLUGLINE_LOG",
          "SLUGLINE_IMAGE",
          "SLUGLINE_MEMORY");

  private final Map<String, Given> given = new TreeMap<>();
  private final List<String> formless = new ArrayList<>();

  /** A value, and where it was set. */
  record Given(String value, String origin) {}

  /**
   * Adds those of a properties file.
   *
   * @throws IOException when it cannot be read or is no such file; the message says which
   */
  public GivenSettings file(Path file) throws IOException {
    return file(file, "");
  }

  /**
   * The same for a file of a Kafka client, whose settings have no {@code kafka.} before them. What
   * Slugline has by the same name, as {@code bootstrap.servers}, is set as Slugline's.
   *
   * @throws IOException when it cannot be read or is no such file; the message says which
   */
  public GivenSettings clientFile(Path file) throws IOException {
    return file(file, SluglineConfig.KAFKA);
  }

  private GivenSettings file(Path file, String prefix) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder, not a file of settings");
    }
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      read.load(in);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ": a \\u is to be followed by four hexadecimal digits, and \\ is written \\\\", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": no text in UTF-8", e);
    }
    for (String name : read.stringPropertyNames()) {
      String key = OwnKafkaSettings.isShared(name) ? name : prefix + name;
      String value = read.getProperty(name);
      // a blank at the end is nobody's intention but a password's
      put(key, Secrets.isSecret(key) ? value : value.strip(), file.toString());
    }
    return this;
  }

  /** Adds those of the environment, such as {@code SLUGLINE_RAW_MAX_BYTES}. */
  public GivenSettings environment(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENV) && !LAUNCHER.contains(name)) {
            String key = name.substring(ENV.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            put(key, value, "environment " + name);
          }
        });
    return this;
  }

  /** Adds those of the command line, {@code key=value}. */
  public GivenSettings sets(List<String> sets) {
    for (String set : sets) {
      int at = set.indexOf('=');
      if (at < 1) {
        formless.add("--set " + Secrets.shown(set, set) + ": not of the form key=value");
      } else {
        put(set.substring(0, at).strip(), set.substring(at + 1), "--set");
      }
    }
    return this;
  }

  /** Adds one. */
  public GivenSettings put(String key, String value, String origin) {
    given.put(key, new Given(value, origin));
    return this;
  }

  /** Adds all of another. */
  public GivenSettings addAll(GivenSettings other) {
    given.putAll(other.given);
    formless.addAll(other.formless);
    return this;
  }

  void forEach(BiConsumer<String, Given> action) {
    given.forEach(action);
  }

  /** Nothing is wrong yet but what is no setting at all. */
  Problems problems() {
    return new Problems(given, formless);
  }
}
