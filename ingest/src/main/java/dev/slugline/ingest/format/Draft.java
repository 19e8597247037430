package dev.slugline.ingest.format;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a format found of one article, as the source wrote it: neither cleaned nor checked. */
public final class Draft {
  private final Map<Field, String> fields = new EnumMap<>(Field.class);
  private final List<String> authors = new ArrayList<>();
  private final List<Keyword> keywords = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Association> associations = new ArrayList<>();
  private final String format;
  private final byte[] bytes;

  /**
   * @param format as {@code Article.format} has it
   * @param bytes the item's own, or the whole record's where they cannot be cut out
   */
  public Draft(String format, byte[] bytes) {
    this.format = format;
    this.bytes = bytes;
  }

  public String format() {
    return format;
  }

  public byte[] bytes() {
    return bytes;
  }

  public @Nullable String get(Field field) {
    return fields.get(field);
  }

  /** Sets a field; null and blank text leave it as it is. */
  public void set(Field field, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      fields.put(field, value);
    }
  }

  public void clear(Field field) {
    fields.remove(field);
  }

  public List<String> authors() {
    return authors;
  }

  public List<Keyword> keywords() {
    return keywords;
  }

  public List<Association> associations() {
    return associations;
  }

  public List<String> warnings() {
    return warnings;
  }
}
