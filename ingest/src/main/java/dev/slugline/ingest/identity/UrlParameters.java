package dev.slugline.ingest.identity;

import java.util.List;
import java.util.Set;

/**
 * The parameters that say how a reader came to a page and nothing of which page it is. Names that
 * some site uses for its content ({@code id}, {@code p}, {@code ref}, {@code source}, {@code cid})
 * are none of them.
 */
final class UrlParameters {
  private static final List<String> PREFIXES =
      List.of(
          "utm_",
          "pk_",
          "mtm_",
          "matomo_",
          "hsa_",
          "itm_",
          "stm_",
          "wt.",
          "at_custom",
          "at_bbc",
          "at_link",
          "at_ptr",
          "fb_action",
          "elqtrack",
          "trk_",
          "vero_",
          "oly_",
          "guce_",
          "amp_js");
  private static final Set<String> NAMES =
      Set.of(
          "fbclid",
          "gclid",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "gad_source",
          "gad_campaignid",
          "srsltid",
          "msclkid",
          "yclid",
          "ymclid",
          "ysclid",
          "igshid",
          "igsh",
          "twclid",
          "ttclid",
          "li_fat_id",
          "rdt_cid",
          "epik",
          "mc_cid",
          "mc_eid",
          "_ga",
          "_gl",
          "_hsenc",
          "_hsmi",
          "__hssc",
          "__hstc",
          "__hsfp",
          "hsctatracking",
          "_openstat",
          "ocid",
          "cvid",
          "cmpid",
          "cmp",
          "ncid",
          "icid",
          "intcmp",
          "int_cmp",
          "mbid",
          "mibextid",
          "ito",
          "ns_campaign",
          "ns_mchannel",
          "ns_source",
          "ns_linkname",
          "ns_fee",
          "at_medium",
          "at_campaign",
          "at_format",
          "xtor",
          "smid",
          "smtyp",
          "ftag",
          "ftcamp",
          "soc_src",
          "soc_trk",
          "s_kwcid",
          "ef_id",
          "mkt_tok",
          "wickedid",
          "guccounter",
          "ref_src",
          "ref_url",
          "fb_source",
          "fb_ref",
          "__twitter_impression",
          "sr_share",
          "ml_subscriber",
          "ml_subscriber_hash",
          "ck_subscriber_id",
          "dm_i",
          "sfnsn",
          "nsukey",
          "_branch_match_id",
          "_branch_referrer",
          "traffic_source",
          "hootpostid",
          "usqp",
          "amp_gsa",
          "phpsessid",
          "jsessionid");

  private UrlParameters() {}

  /** Whether a parameter of this lower-case name says nothing of the page. */
  static boolean isTracking(String name) {
    if (NAMES.contains(name)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
