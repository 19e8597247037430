package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCatalogueTest {
  private static final Path RULES =
      Path.of("src/main/resources/dev/slugline/enrich/catalogue/rules");

  @Test
  void shouldPassAllItsOwnExamples() {
    LoadedCatalogue shipped = CatalogueLoader.shipped();

    assertThat(RuleExamples.run(shipped)).isEmpty();
    assertThat(shipped.documents())
        .hasSize(25)
        .allSatisfy(
            document -> {
              assertThat(document.examples().keySet())
                  .isEqualTo(document.rule().clauses().keySet())
                  .contains("en");
              assertThat(document.examples().values())
                  .allSatisfy(
                      examples -> {
                        assertThat(examples.match()).hasSizeGreaterThanOrEqualTo(10);
                        assertThat(examples.reject()).hasSizeGreaterThanOrEqualTo(10);
                      });
              assertThat(document.rule().description()).isNotBlank();
              assertThat(document.source().file()).isEqualTo(document.rule().id() + ".yaml");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sanctions",
        "defence-spending",
        "armed-conflict",
        "peace-negotiations",
        "energy-markets",
        "elections"
      })
  void shouldReadGermanFrenchAndSpanishToo(String id) {
    assertThat(CatalogueLoader.shipped().catalogue().rules())
        .filteredOn(rule -> rule.id().equals(id))
        .singleElement()
        .satisfies(rule -> assertThat(rule.clauses()).containsOnlyKeys("en", "de", "fr", "es"));
  }

  @Test
  void shouldHaveNothingThatDoesNothing() {
    assertThat(RuleCheck.shipped().problems()).isEmpty();
  }

  @Test
  void shouldListEveryRuleFileInItsIndex() throws IOException {
    try (Stream<Path> files = Files.list(RULES)) {
      List<String> names =
          files.map(file -> file.getFileName().toString()).filter(n -> !n.equals("index")).toList();
      assertThat(Files.readAllLines(RULES.resolve("index"))).isSorted().hasSameElementsAs(names);
    }
  }

  @Test
  void shouldBeTheSameFromItsFolder() throws Exception {
    assertThat(CatalogueLoader.fromPath(RULES).hash()).isEqualTo(CatalogueLoader.shipped().hash());
  }

  @Test
  void shouldCallMediaTopicsByTheirNames() throws IOException {
    Optional<Path> list = mediaTopics();
    assumeTrue(list.isPresent(), "the list of IPTC media topics is not beside this project");
    Map<String, String> names = new HashMap<>();
    for (JsonNode concept : new ObjectMapper().readTree(list.get().toFile())) {
      names.put(concept.path("id").asText(), concept.path("name").asText());
    }

    assertThat(CatalogueLoader.shipped().documents())
        .flatExtracting(document -> document.rule().iptc())
        .isNotEmpty()
        .allSatisfy(code -> assertThat(names).containsEntry(code.id(), code.name()));
  }

  private static Optional<Path> mediaTopics() {
    return Stream.iterate(
            Path.of("").toAbsolutePath(), folder -> folder != null, folder -> folder.getParent())
        .map(folder -> folder.resolve("shared/data/iptc-media-topics.json"))
        .filter(Files::exists)
        .findFirst();
  }
}
