/** The HTTP side, asked from outside over real connections. */
@NullMarked
package dev.slugline.app.http;

import org.jspecify.annotations.NullMarked;
