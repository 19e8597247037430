package dev.slugline.bench.engine;

import java.util.BitSet;

/**
 * A side that says which rules match.
 *
 * @param <R> what it makes of an article
 */
interface RuleSide<R> extends Side<R> {
  /** The numbers of the rules that a result says fired, as they stood in the list given. */
  BitSet fired(R result);
}
