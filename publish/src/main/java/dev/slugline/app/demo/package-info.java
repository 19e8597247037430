/** The demo: a whole installation for a moment, and a report of what it did. */
@NullMarked
package dev.slugline.app.demo;

import org.jspecify.annotations.NullMarked;
