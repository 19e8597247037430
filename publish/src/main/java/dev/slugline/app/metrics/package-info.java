/**
 * What an instance measures of itself, for Prometheus. Counted is what was committed, read back
 * from the topics for the partitions whose tasks this instance runs: so an aborted transaction is
 * never counted, the latency has the commit in it, and the sum over all instances is the whole.
 */
@NullMarked
package dev.slugline.app.metrics;

import org.jspecify.annotations.NullMarked;
