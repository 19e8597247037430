/** The third stage: to a topic a tag, each a true changelog. */
@NullMarked
package dev.slugline.publish;

import org.jspecify.annotations.NullMarked;
