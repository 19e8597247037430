/** The one table of settings, and where each value came from. */
@NullMarked
package dev.slugline.app.config;

import org.jspecify.annotations.NullMarked;
