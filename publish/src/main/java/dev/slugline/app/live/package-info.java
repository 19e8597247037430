/**
 * Live streams of {@code news.enriched}: one reader at its end for all clients of an instance, who
 * share what it costs to read, to match and to word an event; and a few readers for those who come
 * back and catch up. It knows nothing of HTTP: what is sent goes to an {@link
 * dev.slugline.app.live.Outlet}.
 */
@NullMarked
package dev.slugline.app.live;

import org.jspecify.annotations.NullMarked;
