package dev.slugline.app.http;

import dev.slugline.app.view.RestoringException;
import dev.slugline.app.view.View;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.publish.PublishTopics;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tags that can be asked for: those of the catalogue that holds, and none; of a stream also
 * those of any other catalogue.
 */
final class KnownTags {
  private static final int SUGGESTED = 3;

  private final LiveCatalogue rules;
  private final View view;

  KnownTags(LiveCatalogue rules, View view) {
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
    throw unknown(404, tag);
  }

  /**
   * Sees whether a parameter names a tag: also one whose rule is gone, or is new and does not hold
   * here yet. A browser that is refused once does not come back.
   *
   * @throws Problem where there never was such a tag
   */
  void check(String parameter, String tag) throws Problem, InterruptedException {
    if (catalogue().catalogue().rule(tag) == null
        && !tag.equals(PublishTopics.NONE)
        && !rules.everHad(tag)) {
      throw unknown(400, tag).with("parameter", parameter);
    }
  }

  /**
   * The rule of a tag.
   *
   * @throws Problem where there is none
   */
  Rule rule(String tag) throws Problem {
    Rule rule = catalogue().catalogue().rule(tag);
    if (rule != null) {
      return rule;
    }
    if (tag.equals(PublishTopics.NONE)) {
      throw new Problem(
          422,
          "no-rule",
          "No rule",
          "No rule stands behind 'none': an article has it that no rule gives a tag. Ask for the tag"
              + " of a rule to see why it is not given");
    }
    throw unknown(404, tag);
  }

  private Problem unknown(int status, String tag) {
    Stream<String> ids = rules().stream().map(Rule::id);
    List<String> near = near(tag, Stream.concat(ids, Stream.of(PublishTopics.NONE)));
    String hint =
        near.isEmpty()
            ? "; GET /v1/tags lists them"
            : "; did you mean " + String.join(", ", near) + "?";
    Problem problem =
        new Problem(status, "unknown-tag", "Unknown tag", "There is no tag '" + tag + "'" + hint);
    return near.isEmpty() ? problem : problem.with("suggestions", near);
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
