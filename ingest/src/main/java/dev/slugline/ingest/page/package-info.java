@NullMarked
package dev.slugline.ingest.page;

import org.jspecify.annotations.NullMarked;
