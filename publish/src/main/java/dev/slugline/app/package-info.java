/** The application: the composition root and its life. */
@NullMarked
package dev.slugline.app;

import org.jspecify.annotations.NullMarked;
