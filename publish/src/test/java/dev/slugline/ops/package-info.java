/** What runs Slugline for others: image, cluster, alerts and dashboard. */
@NullMarked
package dev.slugline.ops;

import org.jspecify.annotations.NullMarked;
