/** The stream is killed in the middle of its work, and every record is accounted for after. */
@NullMarked
package dev.slugline.app.kill;

import org.jspecify.annotations.NullMarked;
