/** The commands, a class each. */
@NullMarked
package dev.slugline.app.cli;

import org.jspecify.annotations.NullMarked;
