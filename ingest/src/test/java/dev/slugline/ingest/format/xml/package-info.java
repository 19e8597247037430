@NullMarked
package dev.slugline.ingest.format.xml;

import org.jspecify.annotations.NullMarked;
