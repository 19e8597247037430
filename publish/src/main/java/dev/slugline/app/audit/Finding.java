package dev.slugline.app.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param problem {@code missing}, {@code doubled} or {@code unexpected}: there, and should not be
 * @param topic where it is missing, or is
 * @param article its id; null: none, or not known
 * @param revision of the article; null: none, or not known
 * @param raw the item of the raw record, as partition-offset#item; null: it is of none
 * @param what for a person
 */
public record Finding(
    String problem,
    String topic,
    @Nullable String article,
    @Nullable Integer revision,
    @Nullable String raw,
    String what) {}
