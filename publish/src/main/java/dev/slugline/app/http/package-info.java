/**
 * The HTTP side of an instance. A class a resource; {@link dev.slugline.app.http.HttpSide} puts
 * them behind one listener.
 */
@NullMarked
package dev.slugline.app.http;

import org.jspecify.annotations.NullMarked;
