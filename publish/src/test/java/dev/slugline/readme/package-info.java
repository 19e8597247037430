/** Holds the README to what it says. */
@NullMarked
package dev.slugline.readme;

import org.jspecify.annotations.NullMarked;
