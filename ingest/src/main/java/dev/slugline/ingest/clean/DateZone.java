package dev.slugline.ingest.clean;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The zone of a date as it is found; a distance from UTC counts more than a name. One use each. */
final class DateZone {
  private static final Pattern REGION = Pattern.compile("[a-z]+/[a-z_+0-9-]+(?:/[a-z_-]+)?");

  private ZoneWords.@Nullable Said said;
  private boolean offset;
  private boolean unknown;

  /** What it can mean; null: it has no zone, or none that is known. */
  ZoneWords.@Nullable Said said() {
    return said;
  }

  /** Whether it has a zone that nobody knows. */
  boolean isUnknown() {
    return unknown;
  }

  boolean hasOffset() {
    return offset;
  }

  void setUnknown() {
    unknown = !offset;
  }

  void setName(ZoneWords.Said name) {
    said = offset ? said : name;
  }

  /** Takes the name of a region or a zone written out; the date without it. */
  String cutOut(String folded) {
    Matcher region = REGION.matcher(folded);
    while (folded.indexOf('/') > 0 && region.find()) {
      ZoneWords.Said found = ZoneWords.region(region.group());
      if (found != null) {
        said = found;
        return without(folded, region.start(), region.end());
      }
    }
    ZoneWords.Written written = ZoneWords.writtenOut(folded);
    if (written == null) {
      return folded;
    }
    said = written.said();
    return without(folded, written.from(), written.to());
  }

  private static String without(String text, int from, int to) {
    return text.substring(0, from) + " " + text.substring(to);
  }

  /** Reads the number behind a sign; the place behind it, or -1 where it is no distance. */
  int signed(DateTokens tokens, int at) {
    String digits = tokens.text(at + 1);
    boolean colon = tokens.is(at + 2, ":") && tokens.isNumber(at + 3, 2, 2) && digits.length() <= 2;
    String minutes = colon ? tokens.text(at + 3) : "00";
    if (digits.length() > 2) {
      minutes = digits.substring(digits.length() - 2);
      digits = digits.substring(0, digits.length() - 2);
    }
    ZoneWords.Said found =
        ZoneWords.offset(tokens.is(at, "+"), Integer.parseInt(digits), Integer.parseInt(minutes));
    if (found == null || offset) {
      return -1;
    }
    said = found;
    offset = true;
    return at + (colon ? 4 : 2);
  }
}
