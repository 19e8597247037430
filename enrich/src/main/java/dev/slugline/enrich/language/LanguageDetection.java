package dev.slugline.enrich.language;

import dev.slugline.ingest.article.Article.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.langdetect.optimaize.OptimaizeLangDetector;
import org.apache.tika.language.detect.LanguageResult;
import org.jspecify.annotations.Nullable;

/**
 * Detects the language of a text with Tika's Optimaize, from its first {@value #MAX_CHARS}
 * characters. Thread-safe. The models take a second to load, once a thread: at its first text, or
 * before that by {@link #prepare}.
 */
public final class LanguageDetection {
  private static final int MAX_CHARS = 500;

  /** A shorter text than this is no ground for a judgement. */
  private static final int MIN_CHARS = 20;

  private static final Set<String> CODES =
      Set.of(
          "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
          "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk",
          "sl", "sr", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh-CN", "zh-TW");

  /** A detector holds the text that it is at; all tasks of a stream thread share one. */
  private static final ThreadLocal<OptimaizeLangDetector> DETECTOR =
      ThreadLocal.withInitial(LanguageDetection::load);

  /** Loads the models for the calling thread, if they are not. */
  public void prepare() {
    DETECTOR.get();
  }

  /** The most likely language, by ISO 639-1; null: the text gives no ground. */
  public @Nullable Language detect(String text) {
    if (text.length() < MIN_CHARS) {
      return null;
    }
    OptimaizeLangDetector detector = DETECTOR.get();
    detector.reset();
    LanguageResult result =
        detector.detect(calm(text.substring(0, Math.min(text.length(), MAX_CHARS))));
    if (result.isUnknown()) {
      return null;
    }
    String code = result.getLanguage();
    int dash = code.indexOf('-');
    double confidence = Math.round(result.getRawScore() * 1000) / 1000.0;
    return new Language(dash < 0 ? code : code.substring(0, dash), confidence);
  }

  /** A text in capitals in lower case: the models were made of ordinary prose. */
  private static String calm(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long capitals = text.codePoints().filter(Character::isUpperCase).count();
    return capitals * 2 > letters ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static OptimaizeLangDetector load() {
    OptimaizeLangDetector made = new OptimaizeLangDetector();
    try {
      made.loadModels(CODES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }
}
