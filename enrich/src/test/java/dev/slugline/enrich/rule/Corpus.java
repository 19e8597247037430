package dev.slugline.enrich.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real articles where they lie beside the project; none otherwise. */
final class Corpus {
  private static final Path FILE = Path.of("../../shared/data/corpus.jsonl");

  private Corpus() {}

  static List<Text> articles(long most) {
    if (!Files.exists(FILE)) {
      return List.of();
    }
    ObjectMapper mapper = new ObjectMapper();
    List<Text> texts = new ArrayList<>();
    try (Stream<String> lines = Files.lines(FILE)) {
      for (String line : lines.limit(most).toList()) {
        JsonNode article = mapper.readTree(line);
        texts.add(
            new Text(
                article.path("title").asText(), article.path("body").asText(), "en", Map.of()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
