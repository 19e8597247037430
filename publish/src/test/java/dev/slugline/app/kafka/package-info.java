/** Tests of what is asked of Kafka beside the stream. */
@NullMarked
package dev.slugline.app.kafka;

import org.jspecify.annotations.NullMarked;
