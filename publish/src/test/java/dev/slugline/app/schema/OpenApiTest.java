package dev.slugline.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.ArticleJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document is one, and whole. That the server does what it says is held by the fixture
 * of all tests over HTTP, and by HttpServerIT.
 */
class OpenApiTest {
  private static final String OFFICIAL = "https://spec.openapis.org/";
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

  /** With the dialect of its schemas, JSON Schema 2020-12. */
  private static final Schema OPENAPI =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemaIdResolvers(
                      it -> it.mapPrefix(OFFICIAL, "classpath:spec.openapis.org/")))
          .getSchema(SchemaLocation.of(OFFICIAL + "oas/3.1/schema-base/2022-10-07"));

  private final ObjectNode document = Schemas.openApi();

  @Test
  void shouldBePrintedAsJsonWhereThatIsAskedFor() throws Exception {
    Ran ran = Ran.command("schema", Schemas.OPENAPI, "--json");

    assertThat(ArticleJson.mapper().readTree(ran.out())).isEqualTo(document);
  }

  @Test
  void shouldBeAnOpenApiDocument() {
    assertThat(OPENAPI.validate(document)).isEmpty();

    assertThat(broken(it -> it.withObject("/info").remove("title"))).isNotEmpty();
    assertThat(broken(it -> it.withObject("/paths/~1v1~1tags/get").put("sumary", "x")))
        .isNotEmpty();
    assertThat(broken(it -> it.withObject("/components/schemas/receipt").put("type", "objekt")))
        .isNotEmpty();
  }

  private List<?> broken(Consumer<ObjectNode> change) {
    ObjectNode changed = document.deepCopy();
    change.accept(changed);
    return OPENAPI.validate(changed);
  }

  @Test
  void shouldResolveEachReferenceAndReferToEachComponent() {
    List<String> references = document.findValuesAsText("$ref");

    assertThat(references).hasSizeGreaterThan(200);
    assertThat(references)
        .allSatisfy(
            it -> assertThat(document.at(it.substring(1)).isMissingNode()).as(it).isFalse());
    for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
      document
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(references)
                      .anyMatch(
                          it -> (it + "/").startsWith("#/components/" + kind + "/" + name + "/")));
    }
  }

  @Test
  void shouldSayWhatEachOperationIsForAndTakes() {
    Set<String> tags = Set.copyOf(document.get("tags").findValuesAsText("name"));
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        String id = operation.path("operationId").asText();
        ids.add(id);
        assertThat(operation.path("summary").asText()).as(id).endsWith(".");
        assertThat(tags).as(id).contains(operation.at("/tags/0").asText());
        assertThat(operation.path("responses").properties())
            .as(id)
            .anyMatch(it -> it.getKey().startsWith("2"))
            .anyMatch(it -> it.getKey().equals("default"));
        assertThat(inPath(operation)).as(id).isEqualTo(inPath(path.getKey()));
      }
    }
    assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
  }

  private static Set<String> inPath(String path) {
    return IN_PATH
        .matcher(path)
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> inPath(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode it : operation.path("parameters")) {
      JsonNode parameter = it.has("$ref") ? document.at(it.get("$ref").asText().substring(1)) : it;
      assertThat(parameter.path("description").asText()).as("%s", parameter).isNotBlank();
      if (parameter.path("in").asText().equals("path")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }
}
