/**
 * Measures the rule engine beside Lucene's monitor: articles and rules made from a seed, and the
 * comparison of what each side does with them.
 */
@NullMarked
package dev.slugline.bench.engine;

import org.jspecify.annotations.NullMarked;
