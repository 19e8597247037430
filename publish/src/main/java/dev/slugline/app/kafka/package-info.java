/**
 * What is asked of Kafka, and sent to it, beside the stream: topics made, records read and sent.
 */
@NullMarked
package dev.slugline.app.kafka;

import org.jspecify.annotations.NullMarked;
