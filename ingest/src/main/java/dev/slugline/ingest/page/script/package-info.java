/** The article in what a page carries for its scripts. */
@NullMarked
package dev.slugline.ingest.page.script;

import org.jspecify.annotations.NullMarked;
