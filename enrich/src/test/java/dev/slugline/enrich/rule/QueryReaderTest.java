package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {
  private final QueryReader reader = new QueryReader(Fields.analyzer(Analysis.of("en")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sanctions                              | any(title:sanction body:sanction)
          title:sanctions                        | title:sanction
          title=Sanctions                        | title:sanction
          title:the                              | (nothing)
          title:(the bank)                       | title:bank
          title:"the bank of england"~2          | title:"bank england"@0,2~2
          title:wi-fi                            | any(title:wi title:fi)
          title:bank^3                           | title:bank
          title:(x OR y AND z)                   | all(title:y title:z) any(title:x)
          title:(x AND y)                        | all(title:x title:y)
          title:(x y)                            | any(title:x title:y)
          title:(+x y -z)                        | all(title:x) any(title:y) not(title:z)
          title:(x NOT z)                        | any(title:x) not(title:z)
          title:(-z)                             | (nothing)
          -z                                     | (nothing)
          title:(the NOT z)                      | (nothing)
          ((((title:x))))                        | title:x
          title:(x y z)@2                        | any(title:x title:y title:z)@2
          title:(x y z)@1                        | any(title:x title:y title:z)
          title:(x y)@3                          | (nothing)
          (bank)@2                               | any(title:bank body:bank)@2
          *:*                                    | *:*
          *:* -title:z                           | all(*:*) not(title:z)
          title:x OR *:*                         | all(*:*) any(title:x)
          title:x AND *:*                        | title:x
          title:Sanction*                        | title:sanction*
          title:*                                | title:*
          title:s?n*n                            | title:s?n*n
          title:*tion                            | title:*tion
          title:foo\\*                            | title:foo
          title:sanction~                        | title:sanction~2
          title:sanction~1                       | title:sanction~1
          title:sanction~0                       | title:sanction
          title:abcd~0.5                         | title:abcd~2
          title:/San[ck].*/                      | title:/san[ck].*/
          title:[Alpha TO beta}                  | title:[alpha TO beta}
          title:{* TO beta]                      | title:{* TO beta]
          title>beta                             | title:{beta TO *]
          title:[* TO *]                         | title:*
          source:"BBC News"                      | source:bbc news
          source:BBC*                            | source:bbc*
          author:/Smi.*/                         | author:/smi.*/
          wordCount:870                          | wordCount:[870 TO 870]
          wordCount>=500                         | wordCount:[500 TO 2147483647]
          wordCount:[500 TO *]                   | wordCount:[500 TO 2147483647]
          wordCount:{500 TO 600}                 | wordCount:[501 TO 599]
          wordCount:[-5 TO 5]                    | wordCount:[-5 TO 5]
          wordCount:[6 TO 5]                     | (nothing)
          publishedAt:2026-11-25                 | publishedAt:2026-11-25
          publishedAt:"2026-11-25"               | publishedAt:2026-11-25
          publishedAt:2026-01*                   | publishedAt:2026-01*
          publishedAt:2026-??-01                 | publishedAt:2026-??-01
          publishedAt:*                          | publishedAt:*
          publishedAt<=2026-01-31                | publishedAt:[* TO 2026-01-31]
          receivedAt:[2026-01-01 TO 2026-01-31]  | receivedAt:[2026-01-01 TO 2026-01-31]
          title:fn:ordered(trade war)            | title:fn:ordered(trade war)
          fn:or(trade war)                       | any(title:fn:or(trade war) body:fn:or(trade war))
          title:fn:ordered(the war)              | (nothing)
          title:fn:or(the of)                    | (nothing)
          """)
  void shouldReadEveryConstruct(String query, String expected) throws Exception {
    assertThat(shape(reader.read(query))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title:x AND nope:y            | 12 | unknown field 'nope'
          nope:(title:x)                | 0  | unknown field 'nope'
          title:x *:y                   | 10 | unknown field '*'
          nope>5                        | 0  | unknown field 'nope'
          bank AND                      | 8  | too early
          bank )                        | 5  | ')' is not expected
          (bank                         | 5  | too early
          bank AND OR war               | 9  | 'OR' is not expected
          bank "trade war               | 5  | quotation mark is not closed
          bank /tra                     | 5  | not closed by '/'
          title:x:y                     | 7  | ':' is not expected
          wordCount:>=5                 | 10 | '>=' stands in place of ':'
          (title:x)@1                   | 9  | @1 needs a group
          x (y z)^2@2                   | 9  | @2 needs a group
          (x y)@1.5                     | 6  | '1.5' is not a whole number
          "x y"~99999999999             | 6  | '99999999999' is not a whole number
          x~1.5                         | 2  | Fractional edit distances
          bank \\u00                     | 5  | unicode escape
          x /a(b/                       | 2  | 'a(b' is not valid
          x title:/(.*a.{12}){9}/       | 8  | too
          x title:/.*a.{20}/            | 8  | too complex
          x /a{900}{900}/               | 2  | too long or too many
          wordCount:many                | 10 | 'many' is none
          wordCount:8*                  | 10 | takes a whole number
          wordCount:8~                  | 10 | takes a whole number
          wordCount:1.5                 | 10 | '1.5' is none
          wordCount:[1 TO few]          | 16 | 'few' is none
          wordCount:/8./                | 10 | takes a whole number
          wordCount>2147483647          | 10 | no number is above
          publishedAt:2026-01           | 12 | so write 2026-01*
          publishedAt:2026-13-01        | 12 | there is no day 2026-13-01
          publishedAt:yesterday         | 12 | 'yesterday' is none
          publishedAt:2026.*            | 12 | no day looks like
          publishedAt:2026-11-25~       | 12 | takes days
          publishedAt:/2026.*/          | 12 | takes days
          publishedAt:[2026 TO *]       | 13 | so write 2026*
          publishedAt:[1/2/26 TO 2/2/26] | 13 | '1/2/26' is none
          source:fn:or(x y)             | 7  | interval functions are for title and body
          x fn:nosuch(y)                | 5  | no interval function 'nosuch'
          fn:or(x fn:fuzzyTerm(y 3))    | 8  | max edits
          fn:maxgaps(1.5 fn:or(x y))    | 11 | '1.5' is not a whole number
          """)
  void shouldRefuseWithReasonAndPosition(String query, int position, String reason) {
    Unreadable refusal = refusal(query);
    assertThat(refusal).hasMessageContaining(reason);
    assertThat(refusal.position()).isEqualTo(position);
  }

  @Test
  void shouldNameTheKnownFieldsWhereOneIsUnknown() {
    assertThat(refusal("headline:x"))
        .hasMessageContaining("title, body, author, genre")
        .hasMessageContaining("wordCount");
  }

  @ParameterizedTest
  @CsvSource({
    "sanc*ion, sanction, sanctions",
    "s?n, s𝔘n, soon",
    "sanction~, sacntoin, sanity",
    "sanction~1, sancttion, sancttionn",
    "/[a-c]+x?/, abx, abxx",
    "[b TO c}, bz, c",
  })
  void shouldMeanTheTermsThatLuceneMeans(String query, String meant, String other)
      throws Exception {
    Condition.Terms terms = (Condition.Terms) reader.read("title:" + query);
    Predicate<String> test = java.util.Objects.requireNonNull(terms.test());
    assertThat(meant).startsWith(terms.prefix());
    assertThat(test.test(meant)).isTrue();
    assertThat(other.startsWith(terms.prefix()) && test.test(other)).isFalse();
  }

  @Test
  void shouldOrderTermsByCodePointNotByUtf16() throws Exception {
    // Given: U+FF5E sorts after U+1D518 in UTF-16, before it in an index
    Condition.Terms terms = (Condition.Terms) reader.read("source>～");
    assertThat(java.util.Objects.requireNonNull(terms.test()).test("𝔘")).isTrue();
  }

  @Test
  void shouldGiveEqualTestsForEqualExpressions() throws Exception {
    Condition first = reader.read("title:s?n");
    assertThat(new QueryReader(Fields.analyzer(Analysis.of("en"))).read("title:s?n"))
        .isEqualTo(first);
  }

  @Test
  void shouldReadAListLongerThanLucenesClauseLimit() throws Exception {
    // Given
    String names =
        IntStream.range(0, 5000)
            .mapToObj(i -> "\"firm" + i + " holdings\"")
            .collect(Collectors.joining(" OR "));
    // When
    Condition.Bool list = (Condition.Bool) reader.read("title:(" + names + ")");
    // Then
    assertThat(list.should()).hasSize(5000);
  }

  @Test
  void shouldNotDependOnTheLocale() throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      QueryReader turkish = new QueryReader(Fields.analyzer(Analysis.of("en")));
      assertThat(turkish.read("title:[1.2.26 TO 3.2.26] source:ISI*"))
          .isEqualTo(reader.read("title:[1.2.26 TO 3.2.26] source:ISI*"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldRefuseDeepNestingAtThePlace() {
    assertThat(refusal("(".repeat(100_000)).position()).isEqualTo(QuerySyntax.MAX_DEPTH);
    assertThat(refusal("x " + "fn:or(".repeat(100) + "x" + ")".repeat(100)).position())
        .isEqualTo(2 + 6 * IntervalReader.MAX_DEPTH);
    assertThat(refusal("x".repeat(QuerySyntax.MAX_LENGTH + 1)).position())
        .isEqualTo(QuerySyntax.MAX_LENGTH);
    assertThat(refusal("-".repeat(1_000_000)).position()).isEqualTo(1);
  }

  @Test
  void shouldReadParenthesesInQuotationMarks() throws Exception {
    assertThat(shape(reader.read("title:\"" + "(".repeat(1000) + "x\""))).isEqualTo("title:x");
  }

  @Test
  void shouldRefuseCombinationsBeyondTheBound() {
    String ten = "fn:or(" + "\"x y\" ".repeat(10) + ")";
    assertThat(refusal("z fn:ordered(" + ten.repeat(4) + ")"))
        .hasMessageContaining("1000 combinations")
        .extracting(Unreadable::position)
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "()", "title:", "\"", "\\", "/", "[", "fn:", "@", "~", "^", "*:"})
  void shouldRefuseWhatIsNoQuery(String query) {
    assertThatThrownBy(() -> reader.read(query)).isInstanceOf(Unreadable.class);
  }

  private Unreadable refusal(String query) {
    return catchThrowableOfType(Unreadable.class, () -> reader.read(query));
  }

  private static String shape(Condition condition) {
    if (condition instanceof Condition.Bool bool) {
      String text =
          list("all", bool.must())
              + list(" any", bool.should())
              + (bool.minimum() > 0 ? "@" + bool.minimum() : "")
              + list(" not", bool.not());
      return text.strip();
    } else if (condition instanceof Condition.Phrase phrase) {
      String at = phrase.positions().stream().map(String::valueOf).collect(Collectors.joining(","));
      return phrase.words().replace("\"~", "\"@" + at + "~");
    }
    return condition.words();
  }

  private static String list(String name, List<Condition> parts) {
    return parts.isEmpty()
        ? ""
        : name
            + parts.stream().map(QueryReaderTest::shape).collect(Collectors.joining(" ", "(", ")"));
  }
}
