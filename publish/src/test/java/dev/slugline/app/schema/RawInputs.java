package dev.slugline.app.schema;

import java.util.List;

/** What {@link EveryRecord} is made of. */
final class RawInputs {
  static final String NEWS =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods.";
  static final String NOTHING =
      "Ministers agreed on nothing at all on Tuesday evening, after weeks of long talks in town.";

  /** A raw record. */
  record Input(String key, String value) {}

  private RawInputs() {}

  /** An article in each format. */
  static List<Input> ofEachFormat() {
    return List.of(
        new Input("t1", NEWS.replace("Ministers", "Envoys") + "\n\n" + NOTHING),
        new Input(
            "j1",
            json("j1", "Ministers agree on economic sanctions", NEWS, "2026-01-01T10:00:00Z")),
        new Input(
            "https://wire.example/feed.json",
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"jf1",
            "url":"https://wire.example/jf1","title":"A vote","content_text":"The ballot was held on
             Sunday in every town of the country, officials said there."}]}
            """
                .replace("\n ", " ")),
        new Input(
            "n1",
            """
            {"uri":"urn:ninjs:wire.example:n1","type":"text","version":"1","language":"en",
            "urgency":3,"headline":"Ferries stop","byline":"Jane Harbour","located":"PORT",
            "copyrightnotice":"(c) Wire","usageterms":"Free","ednote":"Adds quotes","slugline":"ferry",
            "genre":[{"name":"Feature","code":"f"}],"expires":"2027-01-01T00:00:00Z",
            "versioncreated":"2026-01-02T10:00:00Z","firstcreated":"2026-01-02T09:00:00Z",
            "subject":[{"code":"04","name":"economy","scheme":"medtop"}],
            "associations":{"featuremedia":{"uri":"urn:p1","type":"picture","headline":"The port",
            "renditions":{"main":{"href":"https://wire.example/p1.jpg"}}}},"body_text":"%s"}
            """
                .formatted(NOTHING)),
        new Input(
            "g1",
            """
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:g1"
                version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
              <provider literal="wire.example"/><pubStatus qcode="stat:usable"/></itemMeta>
              <contentMeta><headline>Talks end</headline></contentMeta>
              <contentSet><inlineData contenttype="text/plain">%s</inlineData></contentSet></newsItem>
            """
                .formatted(NEWS)),
        new Input(
            "m1",
            "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Talks go"
                + " on</HeadLine></NewsLines><ContentItem><DataContent><p>"
                + NOTHING
                + "</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"),
        new Input(
            "i1",
            "<nitf><head><title>Talks</title></head><body><body.head><hedline><hl1>Talks</hl1></hedline>"
                + "</body.head><body.content><p>"
                + NOTHING
                + "</p></body.content></body></nitf>"),
        new Input(
            "https://wire.example/rss",
            "<rss version=\"2.0\"><channel><title>Wire</title><link>https://wire.example/</link><item>"
                + "<guid>r1</guid><title>Rain</title><link>https://wire.example/r1</link><pubDate>Thu,"
                + " 01 Jan 2026 10:00 GMT</pubDate><description>"
                + NOTHING
                + "</description></item></channel></rss>"),
        new Input(
            "https://wire.example/atom",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title><id>urn:wire</id>"
                + "<entry><id>urn:at1</id><title>Wind</title><updated>2026-01-01T10:00:00Z</updated><link"
                + " href=\"https://wire.example/at1\"/><content type=\"text\">"
                + NOTHING
                + "</content></entry></feed>"),
        new Input(
            "https://wire.example/page",
            "<html lang=\"en\"><head><title>Snow |"
                + " Wire</title></head><body><article><h1>Snow</h1><p>"
                + NOTHING
                + "</p><p>"
                + NEWS
                + "</p></article></body></html>"));
  }

  static String json(String id, String title, String body, String at) {
    return json(id, title, body, at, 0);
  }

  static String json(String id, String title, String body, String at, int version) {
    return "{%s\"id\":\"%s\",\"source\":\"wire\",\"title\":\"%s\",\"body\":\"%s\",\"language\":\"en\",\"publishedAt\":\"%s\"}"
        .formatted(version == 0 ? "" : "\"version\":" + version + ",", id, title, body, at);
  }
}
