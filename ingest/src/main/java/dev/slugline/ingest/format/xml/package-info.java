/** Articles written as XML, behind one hardened reader. */
@NullMarked
package dev.slugline.ingest.format.xml;

import org.jspecify.annotations.NullMarked;
