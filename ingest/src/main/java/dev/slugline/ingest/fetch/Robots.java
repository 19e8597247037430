package dev.slugline.ingest.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the robots.txt of each host allows, read once a run (RFC 9309): one that is not there allows
 * all, one that the server cannot give allows nothing. Not thread-safe.
 */
final class Robots {
  /** Where robots.txt is had from. */
  interface Source {
    /** The answer, of whatever status. */
    Answer get(URI url) throws IOException, InterruptedException;
  }

  /** A status with what came with it. */
  record Answer(int status, byte[] bytes, String contentType) {}

  private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
  private final Map<String, BaseRobotRules> known = new HashMap<>();
  private final Map<String, String> unread = new HashMap<>();
  private final List<String> agent;
  private final Source source;

  Robots(String userAgent, Source source) {
    int slash = userAgent.indexOf('/');
    String name = slash < 0 ? userAgent : userAgent.substring(0, slash);
    this.agent = List.of(name.strip().toLowerCase(Locale.ROOT));
    this.source = source;
  }

  /**
   * Refuses what robots.txt does not allow.
   *
   * @return the pause that it asks for, in milliseconds; 0: none
   */
  long check(URI url) throws FetchException, InterruptedException {
    String origin = url.getScheme() + "://" + url.getRawAuthority();
    BaseRobotRules rules = known.get(origin);
    if (rules == null) {
      rules = read(origin);
      known.put(origin, rules);
    }
    if (!rules.isAllowed(url.toString())) {
      throw new FetchException(
          unread.containsKey(origin)
              ? "not fetched: robots.txt of %s cannot be read (%s)"
                  .formatted(url.getHost(), unread.get(origin))
              : "not fetched: robots.txt of %s does not allow %s to"
                  .formatted(url.getHost(), agent.get(0)));
    }
    return Math.max(0, rules.getCrawlDelay());
  }

  private BaseRobotRules read(String origin) throws InterruptedException {
    URI url = URI.create(origin + "/robots.txt");
    try {
      Answer answer = source.get(url);
      if (answer.status() >= 500 || answer.status() == 429) {
        return nothing(origin, "status " + answer.status());
      }
      return answer.status() >= 400
          ? new SimpleRobotRules(RobotRulesMode.ALLOW_ALL)
          : parser.parseContent(url.toString(), answer.bytes(), answer.contentType(), agent);
    } catch (IOException e) {
      return nothing(origin, Objects.requireNonNullElse(e.getMessage(), "no answer"));
    }
  }

  private BaseRobotRules nothing(String origin, String why) {
    unread.put(origin, why);
    return new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);
  }
}
