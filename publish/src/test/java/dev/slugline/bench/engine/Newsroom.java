package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes articles of invented words that are to an engine what news is: about 870 tokens and 5.4 KB
 * each, nearly half of them function words, the others Zipf-like; an article is about two subjects,
 * which have words, names and expressions of their own that keep coming back. The same seed gives
 * the same articles on every machine.
 */
final class Newsroom {
  static final long SEED = 20_261_125L;

  private static final int STEMS = 16_000;
  private static final int NAMES = 4_000;
  private static final int EXPRESSIONS = 6_000;
  private static final int SUBJECTS = 250;
  private static final int SUBJECT_WORDS = 90;
  private static final int SUBJECT_NAMES = 25;
  private static final int SUBJECT_EXPRESSIONS = 40;

  private record Subject(List<String> stems, List<String> names, List<String> expressions) {}

  private final Zipf functionWord = new Zipf(Lexicon.FUNCTION_WORDS.size(), 2);
  private final Zipf anyStem = new Zipf(STEMS, 6);
  private final Zipf anySubject = new Zipf(SUBJECTS, 15);
  private final Zipf anyName = new Zipf(NAMES, 10);
  private final Zipf anyExpression = new Zipf(EXPRESSIONS, 20);
  private final Zipf subjectStem = new Zipf(SUBJECT_WORDS, 3);
  private final Zipf subjectName = new Zipf(SUBJECT_NAMES, 2);
  private final Zipf subjectExpression = new Zipf(SUBJECT_EXPRESSIONS, 4);

  private final SplittableRandom random;
  private final Lexicon lexicon;
  private final List<String> expressions = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();

  private Newsroom(long seed) {
    random = new SplittableRandom(seed);
    lexicon = new Lexicon(random, STEMS, NAMES);
    for (int i = 0; i < EXPRESSIONS; i++) {
      String first = lexicon.stems().get(anyStem.draw(random));
      String last = lexicon.stems().get(anyStem.draw(random));
      expressions.add(
          switch (random.nextInt(4)) {
            case 0 -> first + " of the " + last;
            case 1 -> first + " " + pick(lexicon.stems()) + " " + last;
            default -> first + " " + last;
          });
    }
    for (int i = 0; i < SUBJECTS; i++) {
      subjects.add(
          new Subject(
              words(),
              some(SUBJECT_NAMES, lexicon.names()),
              some(SUBJECT_EXPRESSIONS, expressions)));
    }
  }

  /** Articles of nothing but invented words. */
  static Corpus articles(long seed, int count) {
    return articles(seed, count, List.of());
  }

  /**
   * The same with sentences of others strewn in.
   *
   * @param quotes none to three of them stand in each article, as sentences of their own
   */
  static Corpus articles(long seed, int count, List<String> quotes) {
    Newsroom newsroom = new Newsroom(seed);
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      articles.add(newsroom.article(quotes));
    }
    return new Corpus(articles);
  }

  private Article article(List<String> quotes) {
    List<Subject> about = List.of(subject(), subject(), subject());
    StringBuilder title = new StringBuilder();
    for (int words = 6 + random.nextInt(5); words > 0; words--) {
      title.append(title.length() == 0 ? "" : " ").append(content(about));
    }
    StringBuilder body = new StringBuilder();
    int quoted = quotes.isEmpty() ? 0 : random.nextInt(4);
    int tokens = 460 + random.nextInt(780);
    int sentences = 0;
    while (tokens > 0) {
      body.append(sentences == 0 ? "" : sentences % 3 == 0 ? "\n\n" : " ");
      if (quoted > 0 && random.nextInt(8) == 0) {
        body.append(pick(quotes));
        quoted--;
      } else {
        tokens -= sentence(about, body);
      }
      sentences++;
    }
    return new Article(Lexicon.capital(title.toString()), body.toString());
  }

  private int sentence(List<Subject> about, StringBuilder out) {
    int slots = 10 + random.nextInt(20);
    int tokens = 0;
    boolean said = random.nextInt(6) == 0;
    out.append(said ? "“" : "");
    for (int i = 0; i < slots; i++) {
      String word =
          random.nextInt(100) < 47
              ? Lexicon.FUNCTION_WORDS.get(functionWord.draw(random))
              : content(about);
      out.append(i == 0 ? Lexicon.capital(word) : word);
      tokens += 1 + (int) word.chars().filter(letter -> letter == ' ').count();
      if (i < slots - 1) {
        out.append(random.nextInt(14) == 0 ? ", " : " ");
      }
    }
    out.append(said ? ",” said " + content(about) + "." : ".");
    return said ? tokens + 2 : tokens;
  }

  private String content(List<Subject> about) {
    boolean ofSubject = random.nextInt(100) < 55;
    Subject subject = about.get(random.nextInt(about.size()));
    int kind = random.nextInt(100);
    if (kind < 3) {
      return Integer.toString(kind == 0 ? 1990 + random.nextInt(40) : random.nextInt(500));
    } else if (kind < 11) {
      String name =
          ofSubject
              ? subject.names().get(subjectName.draw(random))
              : lexicon.names().get(anyName.draw(random));
      return random.nextInt(12) == 0 ? name + "’s" : name;
    } else if (kind < 22) {
      return ofSubject
          ? subject.expressions().get(subjectExpression.draw(random))
          : expressions.get(anyExpression.draw(random));
    }
    return Lexicon.inflected(
        random,
        ofSubject
            ? subject.stems().get(subjectStem.draw(random))
            : lexicon.stems().get(anyStem.draw(random)));
  }

  private Subject subject() {
    return subjects.get(anySubject.draw(random));
  }

  /** Every third is a rare one. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < SUBJECT_WORDS; i++) {
      words.add(i % 3 == 0 ? pick(lexicon.stems()) : lexicon.stems().get(anyStem.draw(random)));
    }
    return words;
  }

  private List<String> some(int count, List<String> of) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(pick(of));
    }
    return some;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
