@NullMarked
package dev.slugline.app.syndication;

import org.jspecify.annotations.NullMarked;
