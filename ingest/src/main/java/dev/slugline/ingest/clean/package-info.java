/** Text, dates and word counts as an article has them, from whatever the source wrote. */
@NullMarked
package dev.slugline.ingest.clean;

import org.jspecify.annotations.NullMarked;
