package dev.slugline.app.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some articles of a list.
 *
 * @param articles each as its enriched record has it
 * @param next where the list goes on; null: it ends here. Where a filter lets little through, a
 *     page with a next one may have fewer articles than were asked for, or none
 */
public record Page(List<byte[]> articles, @Nullable Cursor next) {}
