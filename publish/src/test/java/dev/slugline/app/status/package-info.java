/** Tests of what is asked of Kafka beside the stream. */
@NullMarked
package dev.slugline.app.status;

import org.jspecify.annotations.NullMarked;
