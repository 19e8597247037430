package dev.slugline.enrich.language;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.BuiltInLanguages;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import dev.slugline.enrich.language.Samples.Passage;
import dev.slugline.ingest.article.Article.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects the language that most of an article is in: passages from all over title and body are
 * judged each by Optimaize, and vote with their letters. So neither a quotation at the start nor a
 * foreign title decides. Thread-safe and without locks; the same text gets the same answer. The
 * models take half a second to load, once a process: at the first text, or before that by {@link
 * #prepare}.
 */
public final class LanguageDetection {
  /** Fewer letters than this are no ground for a judgement. */
  private static final int LEAST = 20;

  /** The same of a text in capitals, since it may be a list of short forms. */
  private static final int LEAST_IN_CAPITALS = 60;

  /** The least part of the votes that a language must have. */
  private static final double LEAST_SHARE = 0.5;

  /** Up to this many characters are read once, through; of more, drawn groups of letters. */
  private static final int READ_THROUGH = 100;

  private static final Set<String> CODES =
      Set.of(
          "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
          "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk",
          "sl", "sr", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh-CN", "zh-TW");

  private static final class Models {
    static final LanguageDetector DETECTOR = load();
  }

  /** Loads the models, if they are not. */
  public void prepare() {
    judge("so that the classes are there too");
  }

  /**
   * The language of an article.
   *
   * @return by ISO 639-1, with the part of the text that is in it, surely so (0.5-1); null: the
   *     text gives no ground, or has no language that most of it is in
   */
  public @Nullable Language detect(@Nullable String title, @Nullable String body) {
    Samples passages = Samples.of(title, body);
    if (passages.weight() < (passages.inCapitals() ? LEAST_IN_CAPITALS : LEAST)) {
      return null;
    }
    Map<String, Double> votes = new HashMap<>();
    double read = 0;
    String best = null;
    List<Passage> all = passages.all();
    for (int i = 0; i < all.size(); i++) {
      Passage passage = all.get(scattered(i, all.size()));
      read += passage.weight();
      for (DetectedLanguage each : judge(passage.words())) {
        votes.merge(
            each.getLocale().getLanguage(), each.getProbability() * passage.weight(), Double::sum);
      }
      best = best(votes);
      if (best != null && votes.getOrDefault(best, 0.0) * 2 > passages.weight()) {
        break; // whatever the rest is in
      }
    }
    double share = best == null ? 0 : votes.getOrDefault(best, 0.0) / read;
    return best == null || share < LEAST_SHARE
        ? null
        : new Language(best, Math.round(share * 1000) / 1000.0);
  }

  /** The place of the i-th passage to judge: far ones first, so that a few are of all parts. */
  private static int scattered(int i, int size) {
    int half = (size + 1) / 2;
    return i < half ? i * 2 : (i - half) * 2 + 1;
  }

  private static @Nullable String best(Map<String, Double> votes) {
    String best = null;
    double most = 0;
    for (Map.Entry<String, Double> each : votes.entrySet()) {
      if (each.getValue() > most) {
        most = each.getValue();
        best = each.getKey();
      }
    }
    return best;
  }

  private static List<DetectedLanguage> judge(String words) {
    return Models.DETECTOR.getProbabilities(words);
  }

  private static LanguageDetector load() {
    List<LdLocale> locales =
        BuiltInLanguages.getLanguages().stream().filter(l -> CODES.contains(l.toString())).toList();
    try {
      return LanguageDetectorBuilder.create(NgramExtractors.standard())
          .shortTextAlgorithm(READ_THROUGH)
          .withProfiles(new LanguageProfileReader().readBuiltIn(locales))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
