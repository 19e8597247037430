package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why JSON could not be read, in words for a person and without any of its text.
 *
 * @param code {@code malformed} or {@code over-limit}
 * @param offset where, in the raw record's text
 */
public record JsonProblem(String code, String what, int offset) {
  private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)\\)[^(]*\\((\\d+)");

  /**
   * What the parser says.
   *
   * @param base where in the raw record's text the parser's begins
   */
  static JsonProblem of(IOException failure, JsonParser parser, int base) {
    long offset = parser.currentLocation().getCharOffset();
    String said = String.valueOf(failure.getMessage());
    if (failure instanceof JsonProcessingException json) {
      said = json.getOriginalMessage();
      if (json.getLocation() != null && json.getLocation().getCharOffset() >= 0) {
        offset = json.getLocation().getCharOffset();
      }
    }
    return of(failure, said, base + (int) Math.max(0, offset));
  }

  private static JsonProblem of(IOException failure, String said, int at) {
    if (failure instanceof StreamConstraintsException) {
      return new JsonProblem("over-limit", limit(said), at);
    }
    // the parser does not make its own kind of error of each end
    boolean cut = failure instanceof JsonEOFException || said.startsWith("Unexpected end-of-input");
    return new JsonProblem("malformed", cut ? "it ends too early" : broken(said), at);
  }

  /** Why JSON that is no raw record could not be read, and where, in the same words. */
  public static String reason(JsonProcessingException failure) {
    String what = of(failure, failure.getOriginalMessage(), 0).what();
    JsonLocation at = failure.getLocation();
    return at == null
        ? "JSON: " + what
        : "JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what;
  }

  private static String limit(String said) {
    Matcher numbers = NUMBERS.matcher(said);
    if (numbers.find()) {
      if (said.contains("nesting depth")) {
        return "nested more than json.max.depth=" + numbers.group(2) + " deep";
      }
      if (said.contains("Number value length")) {
        String setting = "json.max.number.length=" + numbers.group(2);
        return "a number of " + numbers.group(1) + " characters, more than " + setting;
      }
    }
    return "a value longer than the limits allow";
  }

  private static String broken(String said) {
    if (said.contains("comment")) {
      return "a comment, which JSON does not have";
    }
    if (said.startsWith("Unrecognized token")) {
      return "a word that JSON does not have";
    }
    if (said.startsWith("Non-standard token") || said.contains("NaN")) {
      return "NaN or an infinity, which JSON does not have";
    }
    int end = said.length();
    for (String mark :
        new String[] {" (start marker", ": enable `", "; enable", " (for ", " (consider"}) {
      int found = said.indexOf(mark);
      end = found < 0 ? end : Math.min(end, found);
    }
    return said.substring(0, end).strip();
  }

  String reason(JsonText text) {
    return "JSON at " + text.place(offset) + ": " + what;
  }
}
