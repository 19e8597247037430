package dev.slugline.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Articles to make rules of and to match. Immutable. */
record Corpus(List<Article> articles) {
  /** Title and body are never null. */
  record Article(String title, String body) {
    int chars() {
      return title.length() + body.length();
    }
  }

  Corpus {
    articles = List.copyOf(articles);
  }

  /**
   * The first articles of a file: a JSON object a line, with {@code body} and, if it likes, {@code
   * title}; empty lines do not count.
   *
   * @throws IOException naming the file, and the line where there is one to blame
   */
  static Corpus read(Path file, int limit) throws IOException {
    List<Article> read = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine();
          line != null && read.size() < limit;
          line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read.add(article(line, file + ":" + number + ": "));
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":" + (number + 1) + ": not UTF-8, at or soon after here", e);
    }
    if (read.isEmpty()) {
      throw new IOException(file + ": no articles");
    }
    return new Corpus(read);
  }

  private static Article article(String line, String where) throws IOException {
    JsonNode node;
    try {
      node = ArticleJson.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(where + "not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.path("body").isTextual()) {
      throw new IOException(where + "not an article: no text \"body\"");
    }
    return new Article(node.path("title").asText(""), node.path("body").asText());
  }

  double meanChars() {
    return articles.stream().mapToInt(Article::chars).average().orElse(0);
  }
}
