/** A thousand clients of live streams, on one thread. */
@NullMarked
package dev.slugline.bench.http;

import org.jspecify.annotations.NullMarked;
