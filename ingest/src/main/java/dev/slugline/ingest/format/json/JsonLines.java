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
   * no further than it must, and leaves the stream where it was.
   *
   * @param in a stream that can mark
   * @param more whether something has to follow that is not blank: to a person at a keyboard, one
   *     line is one already
   */
  public static boolean isNext(InputStream in, boolean more) throws IOException {
    in.mark(LONGEST + 1);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = 0;
    int b = in.read();
    while (b >= 0 && read < LONGEST && (b != '\n' || line.size() == 0)) {
      if (line.size() > 0 || (b > ' ' && !isMark(b))) {
        line.write(b);
      }
      read++;
      b = in.read();
      if (line.size() == 1 && line.toByteArray()[0] != '{') {
        break;
      }
    }
    while (more && b >= 0 && b <= ' ' && read < LONGEST) {
      read++;
      b = in.read();
    }
    in.reset();
    return (!more || (b > ' ' && read < LONGEST)) && isObject(line.toByteArray());
  }

  /** Whether it may be of the byte order mark of UTF-8. */
  private static boolean isMark(int b) {
    return b == 0xef || b == 0xbb || b == 0xbf;
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
