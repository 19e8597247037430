package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one version of an article.
 *
 * @param outcome as a receipt says it; null: this very item was seen before, nothing is to be said
 * @param article what goes on, numbered; null: nothing does
 * @param reason for the receipt
 * @param next what is to be remembered
 */
public record Decision(
    @Nullable String outcome, @Nullable Article article, @Nullable String reason, Known next) {}
