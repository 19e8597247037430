package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same tokens as Lucene's analysers, of everything. {@code -Dseed=} replays a random run,
 * {@code -Dpairs=} makes it longer (and takes all of the corpus in every language).
 */
class WordsTest {
  private static final Path CORPUS = Path.of("../../shared/data/corpus.jsonl");
  private static final int PAIRS = Integer.getInteger("pairs", 20_000);
  private static final int NORMAL_PAIRS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One of each class of Lucene's scanner, and what may begin a token only with another. */
  private static final String CLASSES =
      " a1_:,.'\u0301\u200d#\"\u05d0\u261d\u0e01\u20e3\ufe0f\u30a2\uac00\u4e00";

  @ParameterizedTest
  @EnumSource
  void shouldCutTheCorpusAsLucene(Analysis analysis) throws IOException {
    // Given
    assumeTrue(Files.exists(CORPUS), "no corpus beside the project");
    List<String> articles = corpus();
    LuceneTokens tokens = new LuceneTokens(analysis);
    boolean all = PAIRS > NORMAL_PAIRS || analysis == Analysis.ENGLISH;

    // Then
    for (int i = 0; i < articles.size(); i += all ? 1 : 50) {
      assertThat(tokens.difference(articles.get(i))).isEmpty();
    }
  }

  @Test
  void shouldCutRandomTextAsLucene() throws IOException {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("WordsTest: to replay it, -Dtest.jvm.args=-Dseed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    LuceneTokens standard = new LuceneTokens(Analysis.STANDARD);
    List<LuceneTokens> all = Arrays.stream(Analysis.values()).map(LuceneTokens::new).toList();

    // Then
    for (int i = 0; i < PAIRS; i++) {
      LuceneTokens tokens = random.nextInt(3) == 0 ? standard : all.get(random.nextInt(all.size()));
      String text = RandomText.of(random);
      assertThat(tokens.difference(text)).as("-Dseed=%d, text %d", seed, i).isEmpty();
    }
  }

  @Test
  void shouldCutEveryCharacterAsLucene() throws IOException {
    LuceneTokens tokens = new LuceneTokens(Analysis.STANDARD);
    String contexts = "x axa 1x1 ax1 1xa a.x x.1 1,x _x xx a\u0301x #x x\u20e3 \u05d0x\u05d0 ax";
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertThat(tokens.difference(contexts.replace('x', (char) c))).isEmpty();
    }
  }

  /**
   * Lucene's scanner sees one kind of character at a time: short texts of all kinds are a proof.
   */
  @Test
  void shouldCutEveryShortTextAsLucene() throws IOException {
    LuceneTokens tokens = new LuceneTokens(Analysis.STANDARD);
    int length = PAIRS > NORMAL_PAIRS ? 5 : 4;
    long texts = Math.round(Math.pow(CLASSES.length(), length));
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < texts; i++) {
      long rest = i;
      for (int k = 0; k < length; k++) {
        text.append(CLASSES.charAt((int) (rest % CLASSES.length())));
        rest /= CLASSES.length();
      }
      text.append("\n");
      if (text.length() > 2000 || i == texts - 1) {
        assertThat(tokens.difference(text.toString())).isEmpty();
        text.setLength(0);
      }
    }
  }

  @Test
  void shouldKnowTheAnalysisOfALanguage() {
    assertThat(Analysis.of("en")).isEqualTo(Analysis.ENGLISH);
    assertThat(Analysis.of("de-AT")).isEqualTo(Analysis.GERMAN);
    assertThat(Analysis.of("pt_BR")).isEqualTo(Analysis.BRAZILIAN);
    assertThat(Analysis.of("pt-PT")).isEqualTo(Analysis.PORTUGUESE);
    assertThat(Analysis.of("nn")).isEqualTo(Analysis.NORWEGIAN);
    assertThat(Analysis.of("zh-Hant")).isEqualTo(Analysis.CJK);
    assertThat(Analysis.of("he")).isEqualTo(Analysis.STANDARD);
    assertThat(Analysis.of("")).isEqualTo(Analysis.STANDARD);
  }

  @Test
  void shouldGiveWordsWithOneTermOneNumber() {
    // Given
    Words words = new Words(Analysis.ENGLISH);
    TokenBuffer out = new TokenBuffer();

    // When
    words.begin();
    words.analyse("body", "The Sanction of sanctions, sanctioned", out);

    // Then
    assertThat(words.size()).isEqualTo(1);
    assertThat(words.term(0)).isEqualTo("sanction");
    assertThat(out.count).isEqualTo(3);
    assertThat(out.position).startsWith(1, 3, 4);
  }

  @Test
  void shouldForgetOnlyBetweenTexts() {
    // Given room for few words
    Words words = new Words(Analysis.ENGLISH, 100);
    TokenBuffer out = new TokenBuffer();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append("unheard").append(i).append(' ');
    }

    // When a text brings very many
    words.begin();
    words.analyse("body", text.toString(), out);

    // Then all have their numbers until the next
    assertThat(out.count).isEqualTo(200_000);
    assertThat(words.size()).isEqualTo(200_000);
    assertThat(words.term(out.word[199_999])).isEqualTo("unheard199999");
    assertThat(words.epoch()).isZero();
    words.begin();
    assertThat(words.epoch()).isEqualTo(1);
    assertThat(words.size()).isZero();
    out.clear();
    words.analyse("body", "unheard7", out);
    assertThat(words.term(out.word[0])).isEqualTo("unheard7");
  }

  @Test
  void shouldAllocateNothingForKnownWords() {
    // Given a text of all kinds, seen before
    String text =
        ("Paris’s café, 3,000.50 l'été U.S. \"don't\" – straße Россия हिन्दी العربية "
                + "internationalisation-of_everything 日本 カナ 😀 👩‍👩‍👧 ")
            .repeat(20);
    Words words = new Words(Analysis.ENGLISH);
    TokenBuffer out = new TokenBuffer();
    long id = Thread.currentThread().getId();
    int repeats = 1_000;
    for (int i = 0; i < 10; i++) {
      repeat(words, text, out, 10);
    }

    // When
    long before = THREADS.getThreadAllocatedBytes(id);
    repeat(words, text, out, repeats);
    long allocated = THREADS.getThreadAllocatedBytes(id) - before;

    // Then what is left is the measurement's own
    assertThat(allocated).isLessThan(10L * repeats);
    assertThat(out.count).isPositive();
  }

  private static void repeat(Words words, String text, TokenBuffer out, int times) {
    for (int i = 0; i < times; i++) {
      words.begin();
      out.clear();
      words.analyse("body", text, out);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word ",
        "a",
        "a.",
        "1,",
        "#",
        "_",
        "\u0301",
        "\u200d",
        "日",
        "א\"",
        "😀",
        "a\u0301."
      })
  void shouldTakeLinearTime(String part) {
    // Given
    String small = part.repeat(20_000 / part.length());
    String large = part.repeat(320_000 / part.length());
    Words words = new Words(Analysis.ENGLISH);
    TokenBuffer out = new TokenBuffer();
    for (int i = 0; i < 5; i++) {
      repeat(words, small, out, 1);
    }

    // When
    long smallNanos = fastest(words, small, out);
    long largeNanos = fastest(words, large, out);

    // Then sixteen times the text does not take anything like 256 times as long
    assertThat(largeNanos).isLessThan(smallNanos * 96 + 20_000_000);
  }

  /** Of the processor's time, which others on the machine do not lengthen much. */
  private static long fastest(Words words, String text, TokenBuffer out) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      repeat(words, text, out, 1);
      fastest = Math.min(fastest, THREADS.getCurrentThreadCpuTime() - start);
    }
    return fastest;
  }

  static List<String> corpus() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> bodies = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS)) {
      bodies.add(json.readTree(line).path("body").asText());
    }
    return bodies;
  }
}
