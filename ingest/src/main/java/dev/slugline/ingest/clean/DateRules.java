package dev.slugline.ingest.clean;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the dates of sources are meant, where they do not say so themselves. Immutable.
 *
 * @param common what holds for every source that has no rule of its own
 * @param sources by domain or name, as {@link #key} writes it; a domain's holds for its subdomains
 */
public record DateRules(Reading common, Map<String, Reading> sources) {
  /** Nothing is known of any source. */
  public static final DateRules NONE = new DateRules(Reading.NONE, Map.of());

  private static final Pattern SPACES = Pattern.compile("\\s+");

  public DateRules {
    sources = Map.copyOf(sources);
  }

  /** In which order a date of three numbers has them. */
  public enum Order {
    DMY,
    MDY,
    YMD
  }

  /**
   * How the dates of one source are meant.
   *
   * @param zone of a time or a day without one; null: UTC, and a warning
   * @param order of a date that is ambiguous without it; null: such a date is not read
   */
  public record Reading(@Nullable ZoneId zone, @Nullable Order order) {
    public static final Reading NONE = new Reading(null, null);

    private Reading over(Reading common) {
      return new Reading(zone == null ? common.zone : zone, order == null ? common.order : order);
    }
  }

  /** What holds for a source: the rule of its domain, else of its name, else the common one. */
  public Reading of(@Nullable String domain, @Nullable String name) {
    if (sources.isEmpty()) {
      return common;
    }
    Reading found = domain == null ? null : ofDomain(key(domain));
    if (found == null && name != null) {
      found = ofDomain(key(name));
    }
    return found == null ? common : found.over(common);
  }

  private @Nullable Reading ofDomain(String key) {
    String at = key;
    while (true) {
      Reading found = sources.get(at);
      int dot = at.indexOf('.');
      if (found != null || dot < 0) {
        return found;
      }
      at = at.substring(dot + 1);
    }
  }

  /** A source's name as settings write it: lower case, {@code -} for spaces. */
  public static String key(String source) {
    return SPACES.matcher(source.strip()).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
