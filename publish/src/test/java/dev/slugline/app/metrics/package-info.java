/** What is measured, without a broker. */
@NullMarked
package dev.slugline.app.metrics;

import org.jspecify.annotations.NullMarked;
