package dev.slugline.ingest.clean;

import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.text.TimeZoneNames.NameType;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of time zones: what stands behind a time. */
final class ZoneWords {
  private static final Pattern LONG_NAME = Pattern.compile("(?:[a-z]+ ){1,4}time\\b");

  /**
   * What a name can mean.
   *
   * @param zones the usual one first
   * @param certain whether the first holds where nothing else is known
   */
  record Said(List<ZoneId> zones, boolean certain) {
    /** The one that fits the source's zone, else the usual one; null: there is no usual one. */
    @Nullable ZoneId chosen(@Nullable ZoneId known, LocalDateTime at) {
      ZoneOffset offset = known == null ? null : known.getRules().getOffset(at);
      for (ZoneId zone : zones) {
        if (zone.equals(offset)) {
          return zone;
        }
      }
      return certain ? zones.get(0) : null;
    }
  }

  /** Abbreviation, then the minutes east of UTC; those after the first only if the source is so. */
  private static final String OFFSETS =
      "z 0,ut 0,utc 0,uct 0,gmt 0,wet 0,west 60,bst 60 360,cet 60,cest 120,mez 60,mesz 120,met 60,"
          + "mest 120,eet 120,eest 180,msk 180,msd 240,trt 180,sast 120,cat 120,wat 60,eat 180,"
          + "idt 180,irst 210,gst 240,aft 270,pkt 300,npt 345,ict 420,wib 420,wita 480,wit 540,"
          + "hkt 480,sgt 480,pht 480,myt 480,jst 540,kst 540,awst 480,acst 570,acdt 630,aest 600,"
          + "aedt 660,nzst 720,nzdt 780,est -300 600,edt -240 660,cst -360 480 -300,cdt -300 -240,"
          + "mst -420 480,mdt -360,pst -480 480,pdt -420,akst -540,akdt -480,hst -600,ast -240 180,"
          + "adt -180,nst -210,ndt -150,brt -180,art -180";

  private static final Map<String, Said> NAMES = new HashMap<>();

  static {
    for (String entry : OFFSETS.split(",", -1)) {
      String[] parts = entry.split(" ", -1);
      List<ZoneId> zones =
          Arrays.stream(parts, 1, parts.length)
              .<ZoneId>map(minutes -> offset(Integer.parseInt(minutes)))
              .toList();
      NAMES.put(parts[0], new Said(zones, true));
    }
    // India, Ireland and Israel call their time so: no one of them is the usual one
    NAMES.put("ist", new Said(List.of(offset(330), offset(60), offset(120)), false));
    NAMES.put("et", region("America/New_York"));
    NAMES.put("ct", region("America/Chicago"));
    NAMES.put("mt", region("America/Denver"));
    NAMES.put("pt", region("America/Los_Angeles"));
  }

  private ZoneWords() {}

  /** What is loaded when a date first has a zone written out. */
  private static final class World {
    private static final Map<String, Said> REGIONS = new HashMap<>();
    private static final Map<String, Said> LONG_NAMES = new HashMap<>();

    static {
      for (String id : ZoneId.getAvailableZoneIds()) {
        if (id.indexOf('/') > 0) {
          REGIONS.put(id.toLowerCase(Locale.ROOT), region(id));
        }
      }
      TimeZoneNames names = TimeZoneNames.getInstance(ULocale.ENGLISH);
      for (String meta : names.getAvailableMetaZoneIDs()) {
        String id = names.getReferenceZoneID(meta, "001");
        int minutes = TimeZone.getTimeZone(id).getRawOffset() / 60_000;
        put(names.getMetaZoneDisplayName(meta, NameType.LONG_STANDARD), offset(minutes));
        put(names.getMetaZoneDisplayName(meta, NameType.LONG_DAYLIGHT), offset(minutes + 60));
        if (ZoneId.getAvailableZoneIds().contains(id)) {
          put(names.getMetaZoneDisplayName(meta, NameType.LONG_GENERIC), ZoneId.of(id));
        }
      }
      put("Coordinated Universal Time", ZoneOffset.UTC);
    }

    private static void put(@Nullable String name, ZoneId zone) {
      if (name != null) {
        LONG_NAMES.putIfAbsent(DateTokens.fold(name), new Said(List.of(zone), true));
      }
    }
  }

  /** A distance from UTC; null: there is no such zone. */
  static @Nullable Said offset(boolean east, int hours, int minutes) {
    int total = hours * 60 + minutes;
    return minutes > 59 || total > 18 * 60
        ? null
        : new Said(List.of(offset(east ? total : -total)), true);
  }

  private static ZoneOffset offset(int minutes) {
    return ZoneOffset.ofTotalSeconds(minutes * 60);
  }

  private static Said region(String id) {
    return new Said(List.of(ZoneId.of(id)), true);
  }

  /** What a folded abbreviation means; null: not known. */
  static @Nullable Said abbreviation(String word) {
    return NAMES.get(word);
  }

  /** What a folded id such as {@code europe/berlin} means; null: not known. */
  static @Nullable Said region(CharSequence id) {
    return World.REGIONS.get(id.toString());
  }

  /** A zone written out in a folded date; null: none is. */
  static @Nullable Written writtenOut(String folded) {
    Matcher found = LONG_NAME.matcher(folded);
    while (folded.contains(" time") && found.find()) {
      for (int at = found.start(); at >= 0 && at < found.end(); ) {
        Said said = World.LONG_NAMES.get(folded.substring(at, found.end()));
        if (said != null) {
          return new Written(said, at, found.end());
        }
        int space = folded.indexOf(' ', at);
        at = space < 0 ? -1 : space + 1;
      }
    }
    return null;
  }

  /**
   * A zone written out.
   *
   * @param from where it begins
   * @param to where it ends
   */
  record Written(Said said, int from, int to) {}
}
