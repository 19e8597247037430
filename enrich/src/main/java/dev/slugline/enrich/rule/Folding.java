package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import java.util.ArrayList;
import java.util.List;

/** Takes out of a condition what is certain, so that the same texts meet what is left. */
final class Folding {
  private static final Constant ALL = new Constant(true);
  private static final Constant NONE = new Constant(false);

  private Folding() {}

  static Condition fold(Condition condition) {
    return condition instanceof Bool bool ? fold(bool) : condition;
  }

  private static Condition fold(Bool bool) {
    List<Condition> must = new ArrayList<>();
    List<Condition> should = new ArrayList<>();
    List<Condition> not = new ArrayList<>();
    int required = Math.max(bool.minimum(), bool.must().isEmpty() ? 1 : 0);
    for (Condition part : bool.must()) {
      Condition folded = fold(part);
      if (folded.equals(NONE)) {
        return NONE;
      } else if (!folded.equals(ALL)) {
        must.add(folded);
      }
    }
    for (Condition part : bool.not()) {
      Condition folded = fold(part);
      if (folded.equals(ALL)) {
        return NONE;
      } else if (!folded.equals(NONE)) {
        not.add(folded);
      }
    }
    for (Condition part : bool.should()) {
      Condition folded = fold(part);
      if (folded.equals(ALL)) {
        required--;
      } else if (!folded.equals(NONE)) {
        should.add(folded);
      }
    }
    if (required > should.size()) {
      return NONE;
    }
    if (must.isEmpty() && required <= 0) {
      // what is optional beside it decides nothing, but is evidence where it is met
      return should.isEmpty() && not.isEmpty()
          ? ALL
          : new Bool(List.of(ALL), List.copyOf(should), List.copyOf(not), 0);
    }
    if (not.isEmpty() && must.size() + should.size() == 1) {
      return must.isEmpty() ? should.get(0) : must.get(0);
    }
    int minimum = must.isEmpty() && required == 1 ? 0 : Math.max(0, required);
    return new Bool(List.copyOf(must), List.copyOf(should), List.copyOf(not), minimum);
  }
}
