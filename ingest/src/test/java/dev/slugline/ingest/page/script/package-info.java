@NullMarked
package dev.slugline.ingest.page.script;

import org.jspecify.annotations.NullMarked;
