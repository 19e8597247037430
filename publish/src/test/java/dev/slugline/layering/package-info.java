/** Which package may know which. */
@NullMarked
package dev.slugline.layering;

import org.jspecify.annotations.NullMarked;
