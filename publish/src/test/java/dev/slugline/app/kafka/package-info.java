/** Tests of what is asked of Kafka beside the stream. */
package dev.slugline.app.kafka;
