package dev.slugline.app;

import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two instances under one application id must have in common: nodes, topics, stores and
 * partitions. Each instance carries it in its client id, where others can see it.
 */
final class TopologyShape {
  private static final Pattern CLIENT =
      Pattern.compile(".*-([0-9a-f]{8})-[0-9a-f]{8}(?:-Stream.*)?");

  private TopologyShape() {}

  /** Eight hex digits: the same for the same topology under the same prefix. */
  static String of(String prefix, int partitions) {
    String description =
        SluglineTopology.build(
                StreamSettings.of(
                    new Topics(prefix), partitions, Limits.DEFAULT, Duration.ofDays(1)),
                noRules(),
                "",
                topic -> true)
            .describe()
            .toString();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((partitions + "\n" + description).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The rules are no part of the shape; the builder asks for a catalogue all the same. */
  private static CurrentCatalogue noRules() {
    try {
      return CurrentCatalogue.fixed(
          new LoadedCatalogue(Catalogue.compile(List.of()), List.of(), ""));
    } catch (CatalogueException e) {
      throw new IllegalStateException("a catalogue without rules has no errors", e);
    }
  }

  /** A client id of its own for one instance. */
  static String clientId(String applicationId, String shape) {
    return applicationId + "-" + shape + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** The shape in the client id of a member of the group; null: it has none. */
  static @Nullable String inClientId(String clientId) {
    Matcher found = CLIENT.matcher(clientId);
    return found.matches() ? found.group(1) : null;
  }
}
