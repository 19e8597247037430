@NullMarked
package dev.slugline.ingest.page.facts;

import org.jspecify.annotations.NullMarked;
