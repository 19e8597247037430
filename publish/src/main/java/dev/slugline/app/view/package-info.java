/**
 * The view: all enriched articles as they stand now, kept by each instance on its own disk, so that
 * any instance answers for all of the data. It is made from {@code news.enriched} and nothing else,
 * so that it can be lost: then it is made anew. No HTTP in it.
 */
@NullMarked
package dev.slugline.app.view;

import org.jspecify.annotations.NullMarked;
