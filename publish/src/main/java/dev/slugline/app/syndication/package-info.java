/**
 * Articles as feeds: one model, written as RSS 2.0, Atom 1.0 or JSON Feed 1.1. Whatever an article
 * says, the feed is well-formed.
 */
@NullMarked
package dev.slugline.app.syndication;

import org.jspecify.annotations.NullMarked;
