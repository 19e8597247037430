package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells JSON lines by their first line, where no file name does. */
public final class JsonLines {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LONGEST = 1 << 20;

  private JsonLines() {}

  /**
   * Whether the first line that is not blank, of a mebibyte at most, is a whole JSON object. Reads
   * no further than that line, and leaves the stream where it was.
   *
   * @param in a stream that can mark
   */
  public static boolean isNext(InputStream in) throws IOException {
    in.mark(LONGEST + 1);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = 0;
    int b = in.read();
    while (b >= 0 && read < LONGEST && (b != '\n' || line.size() == 0)) {
      if (b > ' ' || line.size() > 0) {
        line.write(b);
      }
      read++;
      b = in.read();
      if (line.size() == 1 && line.toByteArray()[0] != '{') {
        break;
      }
    }
    in.reset();
    return isObject(line.toByteArray());
  }

  private static boolean isObject(byte[] line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
