/**
 * The rule engine, usable alone: stored queries against one text at a time, with their evidence.
 */
@NullMarked
package dev.slugline.enrich.rule;

import org.jspecify.annotations.NullMarked;
