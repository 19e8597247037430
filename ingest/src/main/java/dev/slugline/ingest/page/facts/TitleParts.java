package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A title as a page gives it, and without what sites add to it: their name and that of a part. */
final class TitleParts {
  private static final int LONGEST = 400;
  private static final int MOST_MARKS = 12;
  private static final int LONGEST_PART = 25;
  private static final int LONGEST_SITE = 40;
  private static final int SITE_WORDS = 4;
  private static final int SHARE = 2;
  private static final String CJK =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\u3001-\u3011\uff01\uff1f";
  private static final Pattern MARK =
      Pattern.compile(
          "\\s*(?:[|\uff5c\u00a6\u2016\u4e28]|::+)\\s*"
              + "|\\s+[-\u2010-\u2015:/~<>\u2039\u203a\u00ab\u00bb\u2022\u00b7\u2027\u30fb*_]+\\s+"
              + "|(?<=["
              + CJK
              + "])\\s*[-_\uff0d\u2013\u2014\uff3f]{1,2}\\s*|\\s*[-_\uff0d\uff3f]\\s*(?=["
              + CJK
              + "])|:\\s+|\uff1a");
  private static final Pattern HARD =
      Pattern.compile("\\s*(?:[|\uff5c\u00a6\u2016\u4e28_]|::+)\\s*");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#\\d{1,6}|#[xX][\\da-fA-F]{1,5}|[a-zA-Z]{2,8}\\d{0,2});");
  private static final Pattern TAG =
      Pattern.compile("(?i)</?(?:i|em|b|strong|span|br|sup|sub|u|mark|small|wbr)\\b[^<>]{0,100}>");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private final SiteNames site;
  private final Set<String> sections;

  /**
   * @param sections the names of the page's section, as {@link SiteNames#key} has them
   */
  TitleParts(SiteNames site, Set<String> sections) {
    this.site = site;
    this.sections = sections;
  }

  /** A place in a title where a part of it may end. */
  private record Mark(int start, int end, boolean hard) {
    String head(String title) {
      return title.substring(0, start).strip();
    }

    String tail(String title) {
      return title.substring(end).strip();
    }
  }

  /**
   * One line without mark-up and entities; null when nothing is left or it is no title's length.
   */
  static @Nullable String plain(@Nullable String text) {
    if (text == null || text.length() > 2 * LONGEST) {
      return null;
    }
    String bare = ENTITY.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
    bare = SPACE.matcher(TAG.matcher(bare).replaceAll("")).replaceAll(" ").strip();
    return bare.length() > LONGEST || SiteNames.key(bare).isEmpty() ? null : bare;
  }

  private static List<Mark> marks(String title) {
    List<Mark> marks = new ArrayList<>();
    boolean quoted = title.indexOf('\u00ab') >= 0 && title.indexOf('\u00bb') >= 0;
    Matcher found = MARK.matcher(title);
    while (found.find() && marks.size() < MOST_MARKS) {
      String mark = found.group().strip();
      boolean quote = quoted && (mark.equals("\u00ab") || mark.equals("\u00bb"));
      if (found.start() > 0 && found.end() < title.length() && !quote) {
        marks.add(new Mark(found.start(), found.end(), HARD.matcher(found.group()).matches()));
      }
    }
    return marks;
  }

  /** A title without the site's name before or behind it, and without its section behind it. */
  String bare(String title) {
    String text = title;
    for (int i = 0; i < 4; i++) {
      String shorter = once(text);
      if (shorter == null) {
        return text;
      }
      text = shorter;
    }
    return text;
  }

  private @Nullable String once(String title) {
    List<Mark> marks = marks(title);
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      boolean last = i == marks.size() - 1;
      String tail = mark.tail(title);
      boolean colon = title.charAt(mark.start()) == ':';
      if (site.is(tail) || (last && !colon && site.has(tail))) {
        String head = mark.head(title);
        return site.is(head) ? null : withoutPart(head, mark.hard());
      }
    }
    return marks.isEmpty() || !site.is(marks.get(0).head(title)) ? null : marks.get(0).tail(title);
  }

  /** Cuts the section that stood between the title and the site's name. */
  private String withoutPart(String title, boolean hard) {
    List<Mark> marks = marks(title);
    if (marks.isEmpty()) {
      return title;
    }
    Mark last = marks.get(marks.size() - 1);
    String tail = last.tail(title);
    boolean known = sections.contains(SiteNames.key(tail));
    boolean small = tail.length() <= LONGEST_PART && isSmall(tail, last.head(title));
    return known || (hard && last.hard() && small) ? last.head(title) : title;
  }

  private static boolean isSmall(String tail, String head) {
    return SiteNames.key(tail).length() * SHARE <= SiteNames.key(head).length()
        && tail.split(" ", -1).length <= SITE_WORDS;
  }

  /** A title whose site is not known: what is short and stands behind an upright mark goes. */
  String guessed(String title) {
    String text = title;
    for (List<Mark> marks = marks(text); !marks.isEmpty(); marks = marks(text)) {
      Mark last = marks.get(marks.size() - 1);
      String tail = last.tail(text);
      if (!last.hard() || tail.length() > LONGEST_SITE || !isSmall(tail, last.head(text))) {
        return text;
      }
      text = last.head(text);
    }
    return text;
  }

  /** The last part of a title that begins with a headline; null: it has no such part. */
  static @Nullable String behind(String title, String headline) {
    List<Mark> marks = marks(title);
    if (marks.isEmpty() || !SiteNames.key(title).startsWith(SiteNames.key(headline))) {
      return null;
    }
    Mark last = marks.get(marks.size() - 1);
    int least = SiteNames.key(headline).length();
    String tail = last.tail(title);
    boolean apart = SiteNames.key(last.head(title)).length() >= least;
    return apart && tail.length() <= LONGEST_SITE && tail.split(" ", -1).length <= SITE_WORDS + 1
        ? tail
        : null;
  }

  /** The head or tail of a title that another text is as well; else the title. */
  static String shared(String title, String other) {
    String key = SiteNames.key(other);
    for (Mark mark : marks(title)) {
      for (String part : List.of(mark.head(title), mark.tail(title))) {
        if (SiteNames.key(part).equals(key)) {
          return part;
        }
      }
    }
    return title;
  }
}
