/**
 * The HTTP side of an instance: what feeders, consumers and operators ask it. A class a resource;
 * {@link dev.slugline.app.http.HttpServer} puts them behind one listener, and the management paths,
 * if so configured, behind one of their own.
 */
@NullMarked
package dev.slugline.app.http;

import org.jspecify.annotations.NullMarked;
