/** The script that starts Slugline, tested from outside. */
@NullMarked
package dev.slugline.launcher;

import org.jspecify.annotations.NullMarked;
