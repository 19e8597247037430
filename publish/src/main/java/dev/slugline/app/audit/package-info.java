/** Whether everything that came in came out: raw records, receipts, articles and tag topics. */
@NullMarked
package dev.slugline.app.audit;

import org.jspecify.annotations.NullMarked;
