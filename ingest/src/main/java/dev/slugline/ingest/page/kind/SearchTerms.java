package dev.slugline.ingest.page.kind;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What was searched for on a page: in its fields for it and in its address. */
final class SearchTerms {
  private static final String NAMES =
      "q|s|k|wd|query|search|search_query|searchterm|keyword|keywords|term|text|suche|suchbegriff"
          + "|buscar|recherche|cerca|sok|szukaj|haku|arama|kata";
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)[?&](?:" + NAMES + ")=([^&#]{1,200})");
  private static final Pattern NAME = Pattern.compile("(?i)" + NAMES);

  private SearchTerms() {}

  /** Whether what was searched for stands in the page's title or heading. */
  static boolean isResult(Document document, PageAddress address, List<String> heads) {
    List<String> terms = new ArrayList<>();
    for (Element input : document.select("input[value]")) {
      boolean field =
          input.attr("type").equals("search") || NAME.matcher(input.attr("name")).matches();
      if (field && !input.attr("type").equals("hidden")) {
        terms.add(input.attr("value"));
      }
    }
    for (String path : address.paths()) {
      Matcher query = PARAMETER.matcher(path);
      if (query.find()) {
        terms.add(decoded(query.group(1)));
      }
    }
    return terms.stream().anyMatch(term -> echoed(term, heads));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static boolean echoed(String term, List<String> heads) {
    String bare = term.strip().toLowerCase(Locale.ROOT);
    return bare.length() > 1
        && heads.stream().anyMatch(it -> it.toLowerCase(Locale.ROOT).contains(bare));
  }
}
