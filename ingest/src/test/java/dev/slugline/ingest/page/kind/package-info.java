@NullMarked
package dev.slugline.ingest.page.kind;

import org.jspecify.annotations.NullMarked;
