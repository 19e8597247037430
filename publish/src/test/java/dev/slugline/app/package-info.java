@NullMarked
package dev.slugline.app;

import org.jspecify.annotations.NullMarked;
