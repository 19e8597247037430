package dev.slugline.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.JsonSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the repartition, and what lies in the store of embargoes: one of the two. Its names
 * are read by the last net too.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Crossing(@Nullable RawItem item, @Nullable HeldLetter letter) {
  static byte[] of(RawItem item) {
    return JsonSerde.bytes(new Crossing(item, null));
  }

  static byte[] of(HeldLetter letter) {
    return JsonSerde.bytes(new Crossing(null, letter));
  }

  static Crossing read(byte[] json) {
    try {
      Crossing read = ArticleJson.mapper().readValue(json, Crossing.class);
      if ((read.item == null) == (read.letter == null)) {
        throw new IOException("neither an item nor a letter");
      }
      return read;
    } catch (IOException e) {
      // Our own bytes, read back; whoever wrote others there finds them in the dead letters.
      throw new UncheckedIOException(e);
    }
  }
}
