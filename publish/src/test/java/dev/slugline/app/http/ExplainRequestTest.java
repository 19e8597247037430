package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body that cannot be explained is told what is wrong with it, and nothing of the server. */
@Timeout(300)
class ExplainRequestTest {
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
      quoteCharacter = '`',
      textBlock =
          """
          []                    | bad-body       | The body is an array; it must be a JSON object with "article" or "id"
          ``                    | bad-body       | The body is empty; it must be a JSON object with "article" or "id"
          null                  | bad-body       | The body is null; it must be a JSON object with "article" or "id"
          {}                    | bad-body       | Give either "article" or "id"
          {"article":null}      | bad-body       | Give either "article" or "id"
          {"id":"a","article":1}| bad-body       | Give either "article" or "id"
          {"id":7}              | bad-body       | The member "id" takes a string, not a number
          {"id":"a","tag":[]}   | bad-body       | The member "tag" takes a string, not an array
          {"id":"a"} {}         | bad-body       | The body goes on after its JSON object
          {"id":"a","tags":"b"} | unknown-member | The body does not take the member "tags"; it takes article, id, rule, tag
          {"id":"a",            | bad-body       | The body cannot be read. JSON at line 1, column 11: it ends too early
          {"id":x}              | bad-body       | The body cannot be read. JSON at line 1, column 7: a word that JSON does not have
          {"id":"a","tag":"b","rule":"c"} | bad-body | Give "tag" or "rule", not both
          """)
  void shouldSayWhatIsWrong(String body, String code, String detail) throws Exception {
    RawAnswer answer = post(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    JsonNode problem = answer.json();
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:" + code);
    assertThat(problem.path("detail").asText()).isEqualTo(detail);
    assertThat(problem.path("column").asInt(1)).isPositive();
  }

  @Test
  void shouldTakeWhatIsRight() throws Exception {
    assertThat(post("{\"id\":\"a\",\"tag\":null}").body()).isEqualTo("a\n");
  }

  @Test
  void shouldSayHowMuchIsTaken() throws Exception {
    RawAnswer answer = post("\"" + "x".repeat(ExplainRequest.MAX_BYTES) + "\"");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("maxBytes").asInt()).isEqualTo(ExplainRequest.MAX_BYTES);
  }

  @Test
  void shouldRefuseWhatIsNoText() throws Exception {
    RawAnswer answer = post("{\"id\":\"\u00ff\u00fe\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("java").doesNotContain("dev.slugline");
  }

  private static RawAnswer post(String body) throws Exception {
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    return RawAnswer.to(
        listener.port(),
        "POST /v1/explain HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + body);
  }
}
