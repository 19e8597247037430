/** Dead letters: read, counted, chosen, and sent to where they broke once more. */
@NullMarked
package dev.slugline.app.letters;

import org.jspecify.annotations.NullMarked;
