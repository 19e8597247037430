package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What an answer says, where it is of the kind that it has to be. */
final class Answers {
  private Answers() {}

  /** The body of a 200. */
  static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ArticleJson.mapper().readTree(answer.body());
  }

  /** A problem of a status and of a type. */
  static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
    JsonNode problem = problem(answer, status);
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:" + code);
    return problem;
  }

  /** A problem of a status. */
  static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(type(answer)).isEqualTo("application/problem+json");
    JsonNode problem = ArticleJson.mapper().readTree(answer.body());
    assertThat(problem.path("detail").asText()).isNotBlank();
    return problem;
  }

  /** The type of the content, without its parameters. */
  static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
  }
}
