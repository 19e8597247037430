package dev.slugline.enrich.rule;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * Which Lucene analyser a language has: its own where Lucene ships one (stop words and stemming),
 * else the standard one (lower case only).
 */
enum Analysis {
  /** For every language without its own: no stop words, no stemming. */
  STANDARD(""),
  ARABIC("ar"),
  ARMENIAN("hy"),
  BASQUE("eu"),
  BENGALI("bn"),
  BRAZILIAN("pt-br"),
  BULGARIAN("bg"),
  CATALAN("ca"),

  /** Pairs of ideographs. */
  CJK("zh ja ko"),
  CZECH("cs"),
  DANISH("da"),
  DUTCH("nl"),
  ENGLISH("en"),
  ESTONIAN("et"),
  FINNISH("fi"),
  FRENCH("fr"),
  GALICIAN("gl"),
  GERMAN("de"),
  GREEK("el"),
  HINDI("hi"),
  HUNGARIAN("hu"),
  INDONESIAN("id"),
  IRISH("ga"),
  ITALIAN("it"),
  LATVIAN("lv"),
  LITHUANIAN("lt"),
  NEPALI("ne"),
  NORWEGIAN("no nb nn"),

  /** Takes zero-width non-joiners for spaces. */
  PERSIAN("fa"),
  PORTUGUESE("pt"),
  ROMANIAN("ro"),
  RUSSIAN("ru"),

  /** Both scripts: Cyrillic is turned into Latin. */
  SERBIAN("sr"),
  SORANI("ckb"),
  SPANISH("es"),
  SWEDISH("sv"),
  TAMIL("ta"),
  TELUGU("te"),

  /** Cut by a dictionary. */
  THAI("th"),
  TURKISH("tr");

  private static final Map<String, Analysis> BY_LANGUAGE = new HashMap<>();

  static {
    for (Analysis analysis : values()) {
      for (String language : analysis.languages.split(" ", -1)) {
        BY_LANGUAGE.put(language, analysis);
      }
    }
  }

  private final String languages;

  Analysis(String languages) {
    this.languages = languages;
  }

  /** The analysis of a language: an ISO 639 code, or a tag such as {@code de-AT}. */
  static Analysis of(String language) {
    String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
    Analysis exact = BY_LANGUAGE.get(tag);
    int end = tag.indexOf('-');
    return exact != null || end < 0
        ? exact == null ? STANDARD : exact
        : BY_LANGUAGE.getOrDefault(tag.substring(0, end), STANDARD);
  }

  /** How a rule has the texts of a language read. */
  static Analysis of(String language, boolean stemmed) {
    return stemmed ? of(language) : STANDARD;
  }

  /** A new analyser. Thread-safe; the same tokens for every field. */
  Analyzer analyzer() {
    return switch (this) {
      case STANDARD -> new StandardAnalyzer();
      case ARABIC -> new ArabicAnalyzer();
      case ARMENIAN -> new ArmenianAnalyzer();
      case BASQUE -> new BasqueAnalyzer();
      case BENGALI -> new BengaliAnalyzer();
      case BRAZILIAN -> new BrazilianAnalyzer();
      case BULGARIAN -> new BulgarianAnalyzer();
      case CATALAN -> new CatalanAnalyzer();
      case CJK -> new CJKAnalyzer();
      case CZECH -> new CzechAnalyzer();
      case DANISH -> new DanishAnalyzer();
      case DUTCH -> new DutchAnalyzer();
      case ENGLISH -> new EnglishAnalyzer();
      case ESTONIAN -> new EstonianAnalyzer();
      case FINNISH -> new FinnishAnalyzer();
      case FRENCH -> new FrenchAnalyzer();
      case GALICIAN -> new GalicianAnalyzer();
      case GERMAN -> new GermanAnalyzer();
      case GREEK -> new GreekAnalyzer();
      case HINDI -> new HindiAnalyzer();
      case HUNGARIAN -> new HungarianAnalyzer();
      case INDONESIAN -> new IndonesianAnalyzer();
      case IRISH -> new IrishAnalyzer();
      case ITALIAN -> new ItalianAnalyzer();
      case LATVIAN -> new LatvianAnalyzer();
      case LITHUANIAN -> new LithuanianAnalyzer();
      case NEPALI -> new NepaliAnalyzer();
      case NORWEGIAN -> new NorwegianAnalyzer();
      case PERSIAN -> new PersianAnalyzer();
      case PORTUGUESE -> new PortugueseAnalyzer();
      case ROMANIAN -> new RomanianAnalyzer();
      case RUSSIAN -> new RussianAnalyzer();
      case SERBIAN -> new SerbianAnalyzer();
      case SORANI -> new SoraniAnalyzer();
      case SPANISH -> new SpanishAnalyzer();
      case SWEDISH -> new SwedishAnalyzer();
      case TAMIL -> new TamilAnalyzer();
      case TELUGU -> new TeluguAnalyzer();
      case THAI -> new ThaiAnalyzer();
      case TURKISH -> new TurkishAnalyzer();
    };
  }

  /**
   * Whether it cuts text with Lucene's standard tokeniser and then changes or drops each token
   * without regard to its neighbours.
   */
  boolean eachTokenAlone() {
    return this != CJK && this != THAI;
  }
}
