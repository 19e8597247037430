package dev.slugline.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as it is sent: in UTF-8 whatever its media type says or leaves out, and with a line feed at
 * its end, for who reads it in a terminal.
 */
final class JsonAnswer {
  static final String TYPE = "application/json";

  private JsonAnswer() {}

  static byte[] bytes(JsonNode json) {
    return line(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON text that is there as bytes already. */
  static byte[] line(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  static void send(Context context, JsonNode json) {
    send(context, TYPE, json);
  }

  static void send(Context context, String type, JsonNode json) {
    context.contentType(type).result(bytes(json));
  }
}
