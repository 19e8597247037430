package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that are not declared are found: those of a listener whose routes are other than ours.
 */
@Timeout(300)
class DeclaredAnswersTest {
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
  @ValueSource(
      strings = {
        "/livez",
        "/livez?colour=red",
        "/nowhere",
        "/v1/tags?colour=red",
        "/v1/openapi.json"
      })
  void shouldTakeWhatIsDeclared(String target) throws Exception {
    HttpResponse<String> answer = get(target);

    assertThatCode(() -> DeclaredAnswers.check(answer)).doesNotThrowAnyException();
  }

  @Test
  void shouldDeclareASearchThatWasCutOff() throws Exception {
    HttpResponse<String> answer = get("/v1/receipts/1-0");

    DeclaredAnswers.check(answer);
    assertThat(answer.body()).contains("\"incomplete\":true");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1, does not allow additional properties",
    "/v1/tags, declared: text/plain of GET",
    "/v1/tags?since=1, but was: 200",
    "/v1/tags/sanctions, 200 to be in"
  })
  void shouldFindWhatIsNot(String target, String why) throws Exception {
    HttpResponse<String> answer = get(target);

    assertThatThrownBy(() -> DeclaredAnswers.check(answer))
        .isInstanceOf(AssertionError.class)
        .extracting(it -> String.valueOf(it.getMessage()).replaceAll("\\s+", " "))
        .asString()
        .contains(why);
  }

  private static HttpResponse<String> get(String target) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + listener.port() + target);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
