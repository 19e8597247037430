package dev.slugline.bench;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.rule.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for: articles with a tag, or with some words one after the other.
 *
 * @param tags any of them; empty: words are asked for
 * @param words null: tags are asked for
 */
record StreamWish(List<String> tags, @Nullable String words) {

  /** So many wishes: half of them one or two tags, half of them one of 256 queries. */
  static List<StreamWish> some(int count) {
    List<String> ids =
        CatalogueLoader.shipped().catalogue().rules().stream().map(Rule::id).sorted().toList();
    List<StreamWish> wishes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i / 2;
      if (i % 2 == 1) {
        wishes.add(new StreamWish(List.of(), BenchArticles.clause(number)));
      } else if (number % 4 == 0) {
        String other = ids.get((number + 7) % ids.size());
        wishes.add(new StreamWish(List.of(ids.get(number % ids.size()), other), null));
      } else {
        wishes.add(new StreamWish(List.of(ids.get(number % ids.size())), null));
      }
    }
    return wishes;
  }

  /** As it is asked over HTTP. */
  String path() {
    if (words != null) {
      return "/v1/stream?q=" + URLEncoder.encode('"' + words + '"', StandardCharsets.UTF_8);
    }
    return "/v1/stream?tag=" + String.join("&tag=", tags);
  }

  /** Whether an article is what it asks for. */
  boolean holds(Set<String> articleTags, String text) {
    return words == null
        ? tags.stream().anyMatch(articleTags::contains)
        : text.toLowerCase(Locale.ROOT).contains(words);
  }
}
