/** A Kafka broker within this process. */
@NullMarked
package dev.slugline.app.broker;

import org.jspecify.annotations.NullMarked;
