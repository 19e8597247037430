package dev.slugline.app.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says as a problem document what the server itself refuses, before any of our code is asked: what
 * is no HTTP, too long, or ambiguous. Of an exception nothing is told.
 */
final class ProblemPages extends ErrorHandler {
  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "The request is no HTTP that can be read without doubt.",
          404, "There is nothing here; '/' says what is.",
          408, "The request did not come in time.",
          413, "The request is too long.",
          414, "The address is longer than is taken here.",
          417, "The header 'Expect' is known here with 100-continue alone.",
          426, "HTTP/1.1 is spoken here, and nothing that it would be changed for.",
          431, "The header is longer than is taken here.",
          501, "The transfer encoding or method is not known here.",
          505, "HTTP/1.1 is spoken here.");

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    HttpFields.Mutable headers = response.getHeaders();
    SecurityHeaders.PLAIN.forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Problem problem = of(code, message);
    problem.headers().forEach(headers::put);
    response.write(true, ByteBuffer.wrap(JsonAnswer.bytes(problem.json())), callback);
  }

  /**
   * What is said of a status.
   *
   * @param reason the server's; it is told only of what is wrong with the request, where it is a
   *     few plain words
   */
  static Problem of(int status, @Nullable String reason) {
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      return Problem.stopping(); // to whom a connection is left while the server ends
    }
    String title = HttpStatus.getMessage(status);
    String otherwise =
        status < 500 ? "The request cannot be answered: " + title + "." : Problem.INTERNAL;
    String detail = DETAILS.getOrDefault(status, otherwise);
    boolean plain = reason != null && reason.matches("[A-Z][A-Za-z ,'-]{3,60}");
    String told = status < 500 && plain && !title.equals(reason) ? detail + " " + reason : detail;
    return new Problem(status, Problem.code(title), title, told);
  }
}
