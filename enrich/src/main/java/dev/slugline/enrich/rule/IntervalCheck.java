package dev.slugline.enrich.rule;

final class IntervalCheck {
  interface Found {
    void at(int start, int end);
  }

  boolean matches(ArticleReader reader, Condition.Interval interval) {
    return false;
  }

  void spans(ArticleReader reader, Condition.Interval interval, int most, Found found) {}
}
