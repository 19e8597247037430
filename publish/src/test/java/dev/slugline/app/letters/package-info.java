@NullMarked
package dev.slugline.app.letters;

import org.jspecify.annotations.NullMarked;
