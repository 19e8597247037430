package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that is wrong is refused in one way, wherever it is given. */
@Timeout(300)
class ParametersTest {
  private static final String LIST = "/v1/tags/sanctions/articles?";
  private static TestListener listener;

  @BeforeAll
  static void start() throws Exception {
    listener = TestListener.start();
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit=101x        | limit        | takes a whole number from 1 to 200, not '101x'
          limit=0           | limit        | takes a whole number from 1 to 200, not '0'
          limit=            | limit        | is empty: leave it out, or say something
          minRelevance=101  | minRelevance | takes a whole number from 0 to 100, not '101'
          cursor=zz         | cursor       | takes what an answer gave as 'next', not 'zz'
          lang=english      | lang         | takes the two or three letters of a language, such as en, not 'english'
          until=soon        | until        | takes a time such as 2026-03-01T12:00:00Z, a day such as 2026-03-01, or how long ago, such as 90m, 2h, 3d, not 'soon'
          since=2026-03-02&until=2026-03-01                   | until           | takes a time after 'since': nothing lies from 2026-03-02T00:00:00Z to 2026-03-01T00:00:00Z
          since=2026-03-01&until=2026-03-01                   | until           | takes a time after 'since': nothing lies from 2026-03-01T00:00:00Z to 2026-03-01T00:00:00Z
          publishedAfter=2026-03-02&publishedBefore=1960-03-01 | publishedBefore | takes a time after 'publishedAfter': nothing lies from 2026-03-02T00:00:00Z to 1960-03-01T00:00:00Z
          """)
  void shouldSayWhatAListTakes(String query, String parameter, String takes) throws Exception {
    assertBad(listener.ask("GET", LIST + query), parameter, takes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minRelevance=101    | minRelevance | takes a whole number from 0 to 100, not '101'
          since=soon          | since        | takes a time such as 2026-03-01T12:00:00Z, a day such as 2026-03-01, or how long ago, such as 90m, 2h, 3d, not 'soon'
          lang=en,english     | lang         | takes the two or three letters of a language, such as en, not 'english'
          source=a&source=    | source       | has an empty value
          changes=new,newest  | changes      | takes new, update, correction, minor, not 'newest'
          """)
  void shouldSayWhatTheStreamTakes(String query, String parameter, String takes) throws Exception {
    assertBad(listener.ask("GET", "/v1/stream?" + query), parameter, takes);
  }

  private static void assertBad(RawAnswer answer, String parameter, String takes) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    JsonNode problem = answer.json();
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:bad-parameter");
    assertThat(problem.path("title").asText()).isEqualTo("Bad parameter");
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText())
        .isEqualTo("The parameter '" + parameter + "' " + takes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/tags/sanctions/articles?limit=%zz | limit  | cannot be read at '%zz': <digits>
          /v1/tags?since=2h%                    | since  | cannot be read at '%': <digits>
          /v1/stream?since=5m&q=50%             | q      | cannot be read at '%': <digits>
          /v1/stream?q=50%+off                  | q      | cannot be read at '%+o': <digits>
          /v1/stream?q=%u0041                   | q      | cannot be read at '%u0': <digits>
          /v1/stream?tag=%+1                    | tag    | cannot be read at '%+1': <digits>
          /v1/stream?f%oo=1                     | f%oo   | has a name that cannot be read at '%oo': <digits>
          /livez?%=1                            | %      | has a name that cannot be read at '%': <digits>
          /v1/tags?ticket=%2                    | ticket | cannot be read at '%2': <digits>
          /v1/stream?source=a&source=z%FC       | source | cannot be read at '%FC': that is no UTF-8
          /v1/stream?source=%c3%a4%c3           | source | cannot be read at '%c3%a4%c3': that is no UTF-8
          /v1/stream?q=%c0%af                   | q      | cannot be read at '%c0%af': that is no UTF-8
          /v1/stream?%ff=1                      | %ff    | has a name that cannot be read at '%ff': that is no UTF-8
          /v1/stream?q=z\u00fc                  | q      | cannot be read at '\uFFFD': that is no UTF-8
          """)
  void shouldRefuseWhatCannotBeRead(String target, String parameter, String what) throws Exception {
    RawAnswer answer = listener.ask("GET", target);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    JsonNode problem = ArticleJson.mapper().readTree(text(answer));
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:bad-parameter");
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText())
        .isEqualTo(
            "The parameter '"
                + parameter
                + "' "
                + what.replace(
                    "<digits>",
                    "two hexadecimal digits must follow; a percent sign itself is %25"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=iso-8859-1",
        "text/plain; charset=utf-16",
        "text/plain; charset=bogus-8",
        "text/plain; charset=\"utf 8\"",
        "text/plain; charset",
        "text/plain; charset=",
        "_"
      })
  void shouldReadAnAddressInItsOwnCharset(String type) throws Exception {
    RawAnswer answer =
        listener.ask(
            "GET", "/v1/stream?source=z%C3%BCri&source=z\u00c3\u00bcrn", "Content-Type: " + type);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(text(answer)).contains("züri").contains("zürn");
  }

  @Test
  void shouldTakeAPercentSignAndPlus() throws Exception {
    assertThat(text(listener.ask("GET", "/v1/stream?source=50%25+off%2B&lang=")))
        .contains("'lang' has an empty value");
    assertThat(text(listener.ask("GET", "/v1/stream?source=50%25+off%2B"))).contains("[50% off+]");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tags/sanctions/articles?limit=1&limit=2, limit, twice",
    "/v1/stream?since=1h&since=zzz, since, twice",
    "/v1/stream?q=a&q=b&q=c, q, 3 times",
    "/v1/tags?since=1h&since=1h, since, twice",
    "/v1/tags?ticket=a&ticket=b, ticket, twice"
  })
  void shouldRefuseTwiceWhatIsTakenOnce(String target, String parameter, String times)
      throws Exception {
    RawAnswer answer = listener.ask("GET", target);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    JsonNode problem = answer.json();
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:repeated-parameter");
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText())
        .isEqualTo("The parameter '" + parameter + "' is given " + times + ", not once");
  }

  @Test
  void shouldTakeWhatMayBeRepeated() throws Exception {
    RawAnswer answer =
        listener.ask("GET", "/v1/stream?lang=en&lang=de,xx&source=a&source=b&changes=new");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body()).contains("xx");
  }

  @Test
  void shouldSayWhatAPathTakes() throws Exception {
    assertThat(listener.ask("GET", "/v1/tags?colour=red").json().path("detail").asText())
        .isEqualTo("/v1/tags does not take the parameter 'colour'; it takes since");
    assertThat(listener.ask("GET", "/livez?colour=red").json().path("detail").asText())
        .isEqualTo("/livez does not take the parameter 'colour'; it takes none");
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, "/v1/stream?"})
  void shouldTakeTheSameTimesEverywhere(String path) throws Exception {
    for (String time :
        new String[] {
          "2026-03-01T12:00:00Z", "2026-03-01T14:00:00+02:00", "2026-03-01", "90m", "3d", "999999d"
        }) {
      assertThat(listener.ask("GET", path + "since=" + time).status()).as(time).isEqualTo(200);
    }
    assertThat(listener.ask("GET", path + "since=0001-01-01T00:00:00Z").body())
        .contains(path.equals(LIST) ? "since=1970-01-01T00:00:00Z" : "since=0");
    String hours = listener.ask("GET", LIST + "since=2h").body();
    Instant since = Instant.parse(hours.replaceAll("(?s).*since=([^,]+),.*", "$1"));
    assertThat(since)
        .isBetween(
            Instant.now().minus(Duration.ofMinutes(122)),
            Instant.now().minus(Duration.ofMinutes(119)));
  }

  @Test
  void shouldLetPublicationBeLongAgo() throws Exception {
    RawAnswer answer =
        listener.ask("GET", LIST + "publishedAfter=1912-04-14&publishedBefore=1912-04-16");

    assertThat(answer.body()).contains("publishedAfter=1912-04-14", "publishedBefore=1912-04-16");
  }

  @Test
  void shouldSayWhatIsWrongWithAQuery() throws Exception {
    JsonNode never = listener.ask("GET", "/v1/stream?q=NOT%20trump").json();
    assertThat(never.path("type").asText()).isEqualTo("urn:slugline:problem:bad-query");
    assertThat(never.path("detail").asText())
        .isEqualTo(
            "The parameter 'q': it matches nothing: a query needs something that must be there,"
                + " beside what must not and words such as 'the'");
    JsonNode early = listener.ask("GET", "/v1/stream?q=(trump").json();
    assertThat(early.path("detail").asText())
        .startsWith("The parameter 'q', character 7: the query ends too early");
    assertThat(early.path("column").asInt()).isEqualTo(7);
  }

  @Test
  void shouldRepeatWhatWasAskedInItsOwnLetters() throws Exception {
    assertThat(text(listener.ask("GET", "/v1/stream?q=z%C3%BCrich(")))
        .contains("\"q\":\"zürich(\"")
        .endsWith("}\n");
    assertThat(text(listener.ask("GET", "/v1/stream?tag=%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0")))
        .contains("'Москва'");
    assertThat(text(listener.ask("GET", "/v1/tags?%E8%89%B2=red"))).contains("'色'");
  }

  private static String text(RawAnswer answer) {
    return new String(answer.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
