package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Articles as JSON: one object, an array of objects, an envelope around one, or JSON lines. */
public final class JsonArticles implements Format {
  private static final List<String> ENVELOPES =
      List.of("articles", "items", "entries", "stories", "results", "docs");

  @Override
  public boolean accepts(String contentType) {
    return contentType.contains("json");
  }

  @Override
  public boolean matches(String text) {
    int first = visible(text, 0);
    int second = visible(text, first + 1);
    if (second >= text.length()) {
      return false;
    }
    char next = text.charAt(second);
    return text.charAt(first) == '{'
        ? next == '"' || next == '}'
        : text.charAt(first) == '[' && (next == '{' || next == '[' || next == ']');
  }

  private static int visible(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    Reading reading = new Reading(raw.value(), decoded, limits, deadline);
    int first = visible(decoded.text(), 0);
    if (first < decoded.text().length() && decoded.text().charAt(first) == '[') {
      reading.array();
    } else {
      reading.objects();
    }
    return reading.found;
  }

  /** The reading of one raw value. */
  private static final class Reading {
    private final byte[] bytes;
    private final Decoded decoded;
    private final Limits limits;
    private final Deadline deadline;
    private final ObjectMapper mapper;
    private final List<Found> found = new ArrayList<>();

    Reading(byte[] bytes, Decoded decoded, Limits limits, Deadline deadline) {
      this.bytes = bytes;
      this.decoded = decoded;
      this.limits = limits;
      this.deadline = deadline;
      JsonFactory factory =
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(limits.jsonDepth())
                      .maxNumberLength(limits.jsonNumberLength())
                      .build())
              .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
              .build();
      this.mapper =
          JsonMapper.builder(factory)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build();
    }

    private boolean full() {
      return found.size() > limits.maxItems() || deadline.passed();
    }

    void array() {
      // what follows an element is the next one
      ObjectReader elements =
          mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      try (JsonParser parser = mapper.getFactory().createParser(decoded.text())) {
        parser.nextToken();
        while (!full() && parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == null) {
            broken("malformed", "the array does not end" + place(parser), bytes);
            return;
          }
          JsonNode element = elements.readTree(parser);
          item(element, mapper.writeValueAsBytes(element));
        }
        if (!full() && parser.nextToken() != null) {
          broken("malformed", "text after the array" + place(parser), bytes);
        }
      } catch (IOException e) {
        broken(e, 1, bytes);
      }
      if (found.isEmpty() && !deadline.passed()) {
        found.add(new Found.Other(new ParsedItem.Skipped("empty")));
      }
    }

    private static String place(JsonParser parser) {
      JsonLocation at = parser.currentLocation();
      return " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** One document if it is one, else lines. */
    void objects() {
      IOException failure;
      try {
        item(mapper.readTree(decoded.text()), bytes);
        return;
      } catch (IOException e) {
        failure = e;
      }
      String[] lines = decoded.text().split("\n", -1);
      int full = 0;
      int starts = 0;
      for (String line : lines) {
        String text = line.strip();
        full += text.isEmpty() ? 0 : 1;
        starts += text.startsWith("{") ? 1 : 0;
      }
      if (full > 1 && starts * 2 >= full) {
        lines(lines);
      } else {
        broken(failure, 1, bytes);
      }
    }

    private void lines(String[] lines) {
      for (int i = 0; i < lines.length && !full(); i++) {
        String line = lines[i].strip();
        if (line.isEmpty()) {
          continue;
        }
        byte[] own = line.getBytes(decoded.charset());
        try {
          item(mapper.readTree(line), own);
        } catch (IOException e) {
          broken(e, i + 1, own);
        }
      }
    }

    private void item(JsonNode node, byte[] own) {
      if (!node.isObject()) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        broken("malformed", "an article is a JSON object, this is: " + kind, own);
        return;
      }
      JsonNode inner = envelope(node);
      if (inner == null) {
        found.add(new Found.Text(JsonFields.read(node, own)));
        return;
      }
      for (JsonNode element : inner) {
        if (full()) {
          return;
        }
        item(element, element.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    private static @Nullable JsonNode envelope(JsonNode node) {
      for (String name : ENVELOPES) {
        JsonNode inner = node.get(name);
        if (inner != null
            && inner.isArray()
            && !inner.isEmpty()
            && inner.get(0).isObject()
            && JsonFields.hasNoBody(node)) {
          return inner;
        }
      }
      return null;
    }

    private void broken(IOException failure, int line, byte[] own) {
      String message = failure.getMessage();
      int column = 1;
      int at = line;
      if (failure instanceof JsonProcessingException json) {
        message = json.getOriginalMessage();
        if (json.getLocation() != null) {
          column = json.getLocation().getColumnNr();
          at = line + json.getLocation().getLineNr() - 1;
        }
      }
      String code = failure instanceof StreamConstraintsException ? "over-limit" : "malformed";
      broken(code, "JSON at line " + at + ", column " + column + ": " + message, own);
    }

    private void broken(String code, String reason, byte[] own) {
      found.add(new Found.Other(new ParsedItem.Broken(code, reason, own)));
    }
  }
}
