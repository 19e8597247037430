package dev.slugline.app.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which values are nobody's to see, and what is shown in their place. */
public final class Secrets {
  /** What is shown of a secret. */
  public static final String HIDDEN = "[hidden]";

  /** What a secret's name has in it, whoever made it up. */
  private static final Pattern NAME =
      Pattern.compile(
          "passw|passphrase|pwd|secret|token|jaas|credential|private|user.?info|authorization"
              + "|(?:api|access|account).?key");

  /** Names of what says where a secret is, not what it is. */
  private static final Pattern PLACE =
      Pattern.compile(".*\\.(?:url|uri|location|file|path|class|type|name|ms|seconds)");

  /** A name and a password within an address. */
  private static final Pattern IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  private static final Set<String> OF_KAFKA = ofKafka();

  private Secrets() {}

  /** The settings that Kafka itself holds to be secret. */
  private static Set<String> ofKafka() {
    Set<String> secret = new HashSet<>();
    for (ConfigDef table :
        Set.of(
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef())) {
      for (ConfigDef.ConfigKey key : table.configKeys().values()) {
        if (key.type == ConfigDef.Type.PASSWORD) {
          secret.add(key.name);
        }
      }
    }
    return Set.copyOf(secret);
  }

  /** Whether a setting's value is secret, by its name, with whatever before it. */
  public static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return OF_KAFKA.stream().anyMatch(lower::endsWith)
        || (NAME.matcher(lower).find() && !PLACE.matcher(lower).matches());
  }

  /** The value of a setting as it may be shown. */
  public static String shown(String key, String value) {
    if (isSecret(key)) {
      return value.isEmpty() ? "" : HIDDEN;
    }
    return IN_ADDRESS.matcher(value).replaceAll("://" + HIDDEN + "@");
  }

  /** What a client of Kafka's says of its failure, in its deepest cause, without a secret. */
  public static String said(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = Objects.requireNonNullElse(deepest.getMessage(), "it does not say why");
    // of a login that cannot be read a word is quoted, which may be any
    return message.contains("JAAS")
        ? QUOTED.matcher(message).replaceAll("'" + HIDDEN + "'")
        : message;
  }
}
