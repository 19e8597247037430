/** An article's words for a person: the sentence that shows why it has a tag, wrapped lines. */
@NullMarked
package dev.slugline.app.prose;

import org.jspecify.annotations.NullMarked;
