/** What live streams let through, without a broker. */
@NullMarked
package dev.slugline.app.live;

import org.jspecify.annotations.NullMarked;
