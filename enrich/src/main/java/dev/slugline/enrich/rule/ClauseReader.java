package dev.slugline.enrich.rule;

import java.util.Objects;

/** Reads the queries of one language's clauses into conditions. Not thread-safe. */
final class ClauseReader {
  private final QueryCompiler compiler;

  ClauseReader(String language) {
    compiler = new QueryCompiler(QueryCompiler.analyzer(language));
  }

  /** A query that cannot be used; position: UTF-16 offset into it, -1 where unknown. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final int position;

    Refused(String reason, int position) {
      super(reason);
      this.position = position;
    }

    String reason() {
      return Objects.requireNonNullElse(getMessage(), "unusable");
    }
  }

  /** What a query means. */
  Condition read(String query) throws Refused {
    try {
      return NodeConditions.of(compiler.compile(query));
    } catch (QueryCompiler.Unusable e) {
      throw new Refused(Objects.requireNonNullElse(e.getMessage(), "unusable"), e.position);
    }
  }
}
