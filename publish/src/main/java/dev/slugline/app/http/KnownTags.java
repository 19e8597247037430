package dev.slugline.app.http;

import dev.slugline.app.view.RestoringException;
import dev.slugline.app.view.View;
import dev.slugline.enrich.catalogue.CurrentCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.publish.PublishTopics;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tags that can be asked for: those of the catalogue that holds, and none. */
final class KnownTags {
  private static final int SUGGESTED = 3;

  private final CurrentCatalogue rules;
  private final View view;

  KnownTags(CurrentCatalogue rules, View view) {
    this.rules = rules;
    this.view = view;
  }

  LoadedCatalogue catalogue() {
    return rules.now().catalogue();
  }

  List<Rule> rules() {
    return catalogue().catalogue().rules();
  }

  /**
   * The tag's name for a person.
   *
   * @throws Problem where there is no such tag
   */
  String label(String tag) throws Problem, RestoringException {
    Rule rule = catalogue().catalogue().rule(tag);
    if (rule != null) {
      return rule.label();
    }
    if (tag.equals(PublishTopics.NONE)) {
      return "No tag";
    }
    if (view.tag(tag).count() > 0) {
      return tag; // its rule is gone, and its articles are about to lose it
    }
    throw unknown(tag, Stream.of(PublishTopics.NONE));
  }

  /**
   * The rule of a tag.
   *
   * @throws Problem where there is none
   */
  Rule rule(String tag) throws Problem {
    Rule rule = catalogue().catalogue().rule(tag);
    if (rule == null) {
      throw unknown(tag, Stream.empty());
    }
    return rule;
  }

  private Problem unknown(String tag, Stream<String> more) {
    List<String> near = near(tag, Stream.concat(rules().stream().map(Rule::id), more));
    String hint =
        near.isEmpty()
            ? "; GET /v1/tags lists them"
            : "; did you mean " + String.join(", ", near) + "?";
    return new Problem(404, "unknown-tag", "Unknown tag", "There is no tag '" + tag + "'" + hint)
        .with("suggestions", near);
  }

  /** The ids that are written nearly so, the nearest first. */
  private static List<String> near(String tag, Stream<String> ids) {
    int most = Math.max(1, Math.min(tag.length(), 64) / 3);
    record Near(String id, int distance) {}
    return ids.map(id -> new Near(id, id.contains(tag) ? 1 : distance(tag, id)))
        .filter(it -> tag.length() <= 64 && it.distance() <= most)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::id))
        .limit(SUGGESTED)
        .map(Near::id)
        .toList();
  }

  /** How many characters have to be put in, taken out or replaced. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
