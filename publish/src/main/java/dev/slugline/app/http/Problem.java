package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.ingest.article.ArticleJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What went wrong with a request, as the one who asked is told it: a problem document (RFC 9457).
 * Its type is {@code urn:slugline:problem:CODE}; the code never changes, the detail may.
 */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  static final String CONTENT_TYPE = "application/problem+json";
  static final String INTERNAL = "The server failed; its log says why.";

  private final int status;
  private final String code;
  private final String title;
  private final transient Map<String, Object> more = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * A problem.
   *
   * @param status of HTTP
   * @param code such as {@code unknown-parameter}
   * @param title what it is, the same for each of the code
   * @param detail what and where, for a person
   */
  public Problem(int status, String code, String title, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /** What is told while the instance ends: the next one, or another, answers. */
  static Problem stopping() {
    return new Problem(
            503,
            "stopping",
            "Stopping",
            "This instance is stopping; ask another one, or again in a moment.")
        .header("Retry-After", "1");
  }

  /** The code of what has only a title: {@code Not Found} is {@code not-found}. */
  static String code(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Says where: a member of the document beside the others. */
  public Problem with(String member, Object value) {
    more.put(member, value);
    return this;
  }

  /** A header of the answer, such as {@code Retry-After}. */
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The document. */
  ObjectNode json() {
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("type", "urn:slugline:problem:" + code)
        .put("title", title)
        .put("status", status)
        .put("detail", getMessage());
    more.forEach((member, value) -> json.set(member, ArticleJson.mapper().valueToTree(value)));
    return json;
  }
}
