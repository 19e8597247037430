package dev.slugline.enrich.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules see of an article.
 *
 * @param language ISO 639-1; decides which clauses are asked
 * @param fields the values of other fields: {@code source, section, author, keyword, lang, url,
 *     slugline, genre}, matched in lower case, unstemmed, one token a value; {@code publishedAt,
 *     updatedAt, receivedAt}, days in UTC such as 2026-11-25; {@code wordCount}, a whole number
 */
public record Text(
    @Nullable String title, String body, String language, Map<String, List<String>> fields) {}
