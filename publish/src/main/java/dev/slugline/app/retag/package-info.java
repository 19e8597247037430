/** Sends stored articles through enrich again, never more than a second of work ahead. */
@NullMarked
package dev.slugline.app.retag;

import org.jspecify.annotations.NullMarked;
