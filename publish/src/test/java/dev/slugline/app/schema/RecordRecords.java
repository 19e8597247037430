package dev.slugline.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.schema.EveryRecord.Sample;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the records and schemas of a version into a folder of {@code src/test/resources/records},
 * once, when it is released; from then on they stay as they are, and {@link EvolutionTest} reads
 * them. Arguments: the folder, such as {@code src/test/resources/records/0.1}.
 */
final class RecordRecords {
  private RecordRecords() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.createDirectories(folder.resolve("schema"));
    List<Sample> samples = EveryRecord.make(Files.createTempDirectory("records"));
    for (String name : Schemas.names().keySet()) {
      Files.writeString(
          folder.resolve("schema").resolve(name + ".json"),
          Schemas.text(Schemas.bundled(name)) + "\n");
      List<String> lines = new ArrayList<>();
      for (Sample sample : samples) {
        JsonNode record = RecordSchemas.json(sample);
        boolean copy = sample.topic().startsWith("news.tag."); // of one on news.enriched
        if (record != null && !copy && RecordSchemas.nameOf(sample).equals(name)) {
          lines.add(ArticleJson.mapper().writeValueAsString(record));
        }
      }
      if (!lines.isEmpty()) {
        Files.write(folder.resolve(name + ".jsonl"), lines);
      }
    }
  }
}
