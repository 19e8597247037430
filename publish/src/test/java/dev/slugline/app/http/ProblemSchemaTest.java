package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.slugline.app.schema.JsonSchemas;
import dev.slugline.app.schema.Schemas;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A problem document is what its schema says. */
class ProblemSchemaTest {
  private static final Schema SCHEMA = JsonSchemas.of(Schemas.bundled("problem"));

  @Test
  void shouldFitTheSchema() {
    Problem problem = new Problem(400, "unknown-parameter", "Unknown parameter", "There is no 'x'");

    assertThat(SCHEMA.validate(problem.json())).isEmpty();
    assertThat(SCHEMA.validate(problem.with("parameter", "x").json())).isEmpty();
    assertThat(problem.json().properties()).hasSize(5);
    assertThat(SCHEMA.getSchemaNode().get("properties").size()).isEqualTo(4);
    List<String> required = List.of("type", "title", "status", "detail");
    assertThat(required)
        .allSatisfy(it -> assertThat(SCHEMA.validate(without(problem, it))).isNotEmpty());
  }

  @Test
  void shouldRefuseWhatIsNoProblem() {
    assertThat(SCHEMA.validate(new Problem(200, "fine", "Fine", "Nothing").json())).isNotEmpty();
  }

  private static JsonNode without(Problem problem, String member) {
    var json = problem.json();
    json.remove(member);
    return json;
  }
}
