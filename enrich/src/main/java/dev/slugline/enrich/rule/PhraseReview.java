package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.RuleReview.Code;
import dev.slugline.enrich.rule.RuleReview.Finding;
import dev.slugline.enrich.rule.RuleReview.Spot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.jspecify.annotations.Nullable;

/**
 * Looks for phrases of which the stop words of the language leave a single word: "sanctioned by"
 * looks for every "sanction".
 */
final class PhraseReview {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final QuerySyntax syntax = new QuerySyntax();

  void run(Spot at, String query, QueryReader reader, List<Finding> findings) {
    Deque<QueryNode> open = new ArrayDeque<>();
    try {
      open.add(syntax.parse(query).root());
    } catch (QueryReader.Unreadable e) {
      return; // is reported where it is read
    }
    while (!open.isEmpty()) {
      QueryNode node = open.pop();
      if (node instanceof QuotedFieldQueryNode quoted) {
        String left = left(quoted, reader);
        if (left != null) {
          Spot spot = new Spot(at.rule(), at.language(), at.clause(), at.part(), quoted.getBegin());
          String message =
              "of \"%s\" only '%s' is looked for: the other words are stop words"
                  .formatted(quoted.getTextAsString(), left);
          findings.add(new Finding(Code.STOP_WORDS, spot, message, null));
        }
      } else if (node.getChildren() != null) {
        node.getChildren().forEach(open::push);
      }
    }
  }

  /** The only word that is left of a phrase of several; null: more are, or none. */
  private static @Nullable String left(QuotedFieldQueryNode phrase, QueryReader reader) {
    CharSequence field = phrase.getField();
    boolean isText = field == null || field.isEmpty() || Fields.TEXTS.contains(field.toString());
    if (!isText || SPACE.split(phrase.getTextAsString().strip(), 2).length < 2) {
      return null;
    }
    try {
      return reader.read("body:\"" + phrase.getTextAsString() + '"') instanceof Condition.Term term
          ? term.term()
          : null;
    } catch (QueryReader.Unreadable e) {
      return null;
    }
  }
}
