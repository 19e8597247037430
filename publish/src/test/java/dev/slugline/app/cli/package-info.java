/** The commands, called as a user would. */
@NullMarked
package dev.slugline.app.cli;

import org.jspecify.annotations.NullMarked;
