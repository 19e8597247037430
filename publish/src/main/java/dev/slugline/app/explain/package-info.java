/** Why an article has a tag or not, as commands and HTTP say it. */
@NullMarked
package dev.slugline.app.explain;

import org.jspecify.annotations.NullMarked;
