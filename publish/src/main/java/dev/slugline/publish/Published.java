package dev.slugline.publish;

import java.util.SortedMap;

/**
 * What was last published of an article.
 *
 * @param revision the article's
 * @param retracted whether it is withdrawn
 * @param tags the tag topics that it stands on, each with the version of the rule that put it there
 * @param none whether it stands on the topic of those without a tag
 * @param touched when it last changed, epoch milliseconds of the wall clock
 */
record Published(
    int revision, boolean retracted, SortedMap<String, String> tags, boolean none, long touched) {}
