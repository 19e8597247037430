package dev.slugline.app.config;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The part of the table that says who may ask an instance over HTTP, and how much. */
final class HttpSettingsTable {
  private static final String LISTENER = "HOST:PORT, [IPV6]:PORT or empty";
  private static final String ORIGINS = "SCHEME://HOST[:PORT], separated by commas";

  static final int LAST_PORT = 65_535;

  private static final String PUBLIC_URL = "http(s)://HOST[:PORT][/PATH] or empty";

  private HttpSettingsTable() {}

  static ConfigDef addTo(ConfigDef table) {
    listeners(table);
    access(table);
    tls(table);
    return limits(table);
  }

  private static void listeners(ConfigDef table) {
    table
        .define(
            "http.listen",
            ConfigDef.Type.STRING,
            "127.0.0.1:8080",
            ConfigDef.LambdaValidator.with(HttpSettingsTable::listener, () -> LISTENER),
            Importance.HIGH,
            "Where an instance answers HTTP, HOST:PORT; port 0: any that is free; empty: nowhere."
                + " Beyond the loopback, tokens are asked for.")
        .define(
            "management.listen",
            ConfigDef.Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(HttpSettingsTable::listener, () -> LISTENER),
            Importance.MEDIUM,
            "Where /livez, /readyz, /metrics and /topology are answered, HOST:PORT, then nowhere"
                + " else; empty: on http.listen. No token is asked for there.");
  }

  private static void access(ConfigDef table) {
    table
        .define(
            "http.hosts",
            ConfigDef.Type.LIST,
            "",
            Importance.MEDIUM,
            "The names by which it may be asked, separated by commas, beside localhost and the"
                + " address that it is asked at; *: any, where a proxy in front has checked.")
        .define(
            "http.public.url",
            ConfigDef.Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(HttpSettingsTable::publicUrl, () -> PUBLIC_URL),
            Importance.MEDIUM,
            "What the links in answers and feeds begin with, where a proxy stands before us, such as"
                + " https://news.example/slugline; empty: the host that was asked.")
        .define(
            "http.origins",
            ConfigDef.Type.LIST,
            "",
            ConfigDef.LambdaValidator.with(HttpSettingsTable::origins, () -> ORIGINS),
            Importance.LOW,
            "The other web sites whose pages may ask, as https://desk.example, separated by"
                + " commas; empty: none.")
        .define(
            "http.read.public",
            ConfigDef.Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether anybody who reaches http.listen may read without a token.")
        .define(
            "http.tokens.file",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "A file with lines 'read TOKEN' and 'write TOKEN' that no other user may read; where it"
                + " is set, tokens are asked for on the loopback too; empty: beyond the loopback one"
                + " is made in the user's state folder.");
  }

  private static void tls(ConfigDef table) {
    table
        .define(
            "http.tls.certificate",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "A PEM file with the certificate, and those that vouch for it behind it; with it, or"
                + " with a keystore, http.listen speaks HTTPS only.")
        .define(
            "http.tls.key",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "The PEM file of the certificate's private key (PKCS #8, not encrypted).")
        .define(
            "http.tls.keystore",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "A keystore (PKCS #12 or JKS) with key and certificate, instead of PEM files.")
        .define(
            "http.tls.keystore.password.file",
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "The file whose first line is the password of the keystore.");
  }

  private static ConfigDef limits(ConfigDef table) {
    return table
        .define(
            "http.connections.max",
            ConfigDef.Type.INT,
            10_000,
            between(10, 1_000_000),
            Importance.LOW,
            "The most connections of a listener; further ones wait, and idle ones are ended sooner.")
        .define(
            "http.threads.max",
            ConfigDef.Type.INT,
            100,
            between(16, 10_000),
            Importance.LOW,
            "The most threads of a listener: the requests that are worked on at once.")
        .define(
            "http.feed.requests.max",
            ConfigDef.Type.INT,
            48,
            between(1, 5_000),
            Importance.LOW,
            "The most articles and retractions on their way into Kafka at once; further ones are"
                + " answered 429. At most three quarters of http.threads.max hold.")
        .define(
            "http.header.timeout.ms",
            ConfigDef.Type.LONG,
            10_000L,
            between(100, 600_000),
            Importance.LOW,
            "The longest time from the first byte of a request to the end of its header.")
        .define(
            "http.body.timeout.ms",
            ConfigDef.Type.LONG,
            30_000L,
            between(100, 3_600_000),
            Importance.LOW,
            "The longest time in which a request's body is to be there.")
        .define(
            "http.idle.timeout.ms",
            ConfigDef.Type.LONG,
            30_000L,
            between(100, 3_600_000),
            Importance.LOW,
            "The longest silence of a connection that waits for its next request.");
  }

  private static void listener(String key, Object value) {
    String text = value.toString();
    if (!text.toString().matches("|(?:[^:\\s]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}")) {
      throw new ConfigException(key, value, "must be " + LISTENER);
    }
    if (Integer.parseInt("0" + text.substring(text.lastIndexOf(':') + 1)) > LAST_PORT) {
      throw new ConfigException(key, value, "the port must be at most " + LAST_PORT);
    }
  }

  private static void publicUrl(String key, Object value) {
    if (!value.toString().matches("|https?://[^/\\s?#@]+(?:/[^\\s?#]*[^\\s?#/])?")) {
      throw new ConfigException(
          key, value, "must be " + PUBLIC_URL + ", without a slash at its end");
    }
  }

  private static void origins(String key, Object value) {
    for (Object origin : (Iterable<?>) value) {
      if (!origin.toString().matches("https?://[^/\\s:]+(?::\\d{1,5})?")) {
        throw new ConfigException(key, origin, "must be " + ORIGINS);
      }
    }
  }
}
