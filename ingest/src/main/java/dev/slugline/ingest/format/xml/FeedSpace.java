package dev.slugline.ingest.format.xml;

import java.util.Locale;
import java.util.Map;

/** The vocabularies of feeds, told by the URI of their namespace or a usual, undeclared prefix. */
enum FeedSpace {
  RSS,
  ATOM,
  TOMBSTONES,
  CONTENT,
  DC,
  DCTERMS,
  MEDIA,
  ITUNES,
  ORIGIN,
  SLASH,
  LICENSE,
  RDF,
  XHTML,
  OTHER;

  /** By URI without scheme, in lower case, without a slash or hash at its end; or by prefix. */
  private static final Map<String, FeedSpace> KNOWN =
      Map.ofEntries(
          Map.entry("", RSS),
          Map.entry("rss", RSS),
          Map.entry("purl.org/rss/1.0", RSS),
          Map.entry("purl.org/net/rss1.1", RSS),
          Map.entry("my.netscape.com/rdf/simple/0.9", RSS),
          Map.entry("channel.netscape.com/rdf/simple/0.9", RSS),
          Map.entry("blogs.law.harvard.edu/tech/rss", RSS),
          Map.entry("cyber.law.harvard.edu/rss", RSS),
          Map.entry("www.w3.org/2005/atom", ATOM),
          Map.entry("purl.org/atom/ns", ATOM),
          Map.entry("atom", ATOM),
          Map.entry("purl.org/atompub/tombstones/1.0", TOMBSTONES),
          Map.entry("purl.org/rss/1.0/modules/content", CONTENT),
          Map.entry("content", CONTENT),
          Map.entry("purl.org/dc/elements/1.1", DC),
          Map.entry("purl.org/dc/elements/1.0", DC),
          Map.entry("dc", DC),
          Map.entry("purl.org/dc/terms", DCTERMS),
          Map.entry("dcterms", DCTERMS),
          Map.entry("search.yahoo.com/mrss", MEDIA),
          Map.entry("search.yahoo.com/search/mrss", MEDIA),
          Map.entry("tools.search.yahoo.com/mrss", MEDIA),
          Map.entry("video.search.yahoo.com/mrss", MEDIA),
          Map.entry("www.rssboard.org/media-rss", MEDIA),
          Map.entry("media", MEDIA),
          Map.entry("www.itunes.com/dtds/podcast-1.0.dtd", ITUNES),
          Map.entry("itunes", ITUNES),
          Map.entry("rssnamespace.org/feedburner/ext/1.0", ORIGIN),
          Map.entry("feedburner", ORIGIN),
          Map.entry("www.pheedo.com/namespace/pheedo", ORIGIN),
          Map.entry("pheedo", ORIGIN),
          Map.entry("purl.org/rss/1.0/modules/slash", SLASH),
          Map.entry("slash", SLASH),
          Map.entry("backend.userland.com/creativecommonsrssmodule", LICENSE),
          Map.entry("cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", LICENSE),
          Map.entry("web.resource.org/cc", LICENSE),
          Map.entry("www.w3.org/1999/02/22-rdf-syntax-ns", RDF),
          Map.entry("rdf", RDF),
          Map.entry("www.w3.org/1999/xhtml", XHTML),
          Map.entry("xhtml", XHTML));

  static FeedSpace of(String space) {
    String bare = space.strip().toLowerCase(Locale.ROOT);
    int scheme = bare.indexOf("://");
    bare = scheme < 0 ? bare : bare.substring(scheme + 3);
    while (bare.endsWith("/") || bare.endsWith("#")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    FeedSpace known = KNOWN.get(bare);
    if (known != null) {
      return known;
    }
    // Userland made one a version, and a few with a year of their own
    return bare.startsWith("backend.userland.com/rss") ? RSS : OTHER;
  }
}
