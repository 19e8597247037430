/** Benchmarks, run by {@code slugline bench}; they stay out of the shipped class path. */
@NullMarked
package dev.slugline.bench;

import org.jspecify.annotations.NullMarked;
