@NullMarked
package dev.slugline.app.prose;

import org.jspecify.annotations.NullMarked;
