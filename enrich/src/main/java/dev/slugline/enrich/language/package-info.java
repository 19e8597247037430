/** Which language a text is written in. */
@NullMarked
package dev.slugline.enrich.language;

import org.jspecify.annotations.NullMarked;
