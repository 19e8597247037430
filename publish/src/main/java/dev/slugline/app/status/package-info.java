/** How an installation stands, looked at from outside, once: what {@code slugline status} shows. */
@NullMarked
package dev.slugline.app.status;

import org.jspecify.annotations.NullMarked;
