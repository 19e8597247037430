package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for NewsML-G2, NewsML 1 and NITF alike: recognition, faults, bounds. */
class NewsDocumentTest {
  /** Far more than is needed on a busy machine, far less than quadratic reading would take. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String G2 =
      "<newsItem guid='1'><contentMeta><headline>H</headline></contentMeta><contentSet>"
          + "<inlineXML><p>Text of it.</p></inlineXML></contentSet></newsItem>";
  private static final String NEWSML =
      "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines><ContentItem>"
          + "<DataContent><p>Text of it.</p></DataContent></ContentItem></NewsComponent></NewsItem>"
          + "</NewsML>";
  private static final String NITF =
      "<nitf><head><title>H</title></head><body><body.content><p>Text of it.</p></body.content>"
          + "</body></nitf>";

  private static List<ParsedItem> parse(String text) {
    return parse(text, null);
  }

  private static List<ParsedItem> parse(String text, @Nullable String contentType) {
    RawRecord raw =
        new RawRecord(
            null,
            text.getBytes(StandardCharsets.UTF_8),
            contentType,
            false,
            null,
            null,
            null,
            RawParserTest.NOW);
    return new RawParser(Limits.DEFAULT).parse(raw);
  }

  private static Broken broken(List<ParsedItem> items) {
    assertThat(items).singleElement().isInstanceOf(Broken.class);
    return (Broken) items.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {G2, NEWSML, NITF})
  void shouldKnowAFormatByItsRootBehindWhateverProlog(String document) {
    String prolog =
        "\n<?xml version=\"1.0\"?><?xml-stylesheet href='<rss>'?><!-- <feed> --><!DOCTYPE x [<!ENTITY"
            + " a \">\">]>\n";

    assertThat(parse(prolog + document))
        .singleElement()
        .isInstanceOfSatisfying(
            Ready.class, ready -> assertThat(ready.article().body()).isEqualTo("Text of it."));
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.iptc.g2.newsitem+xml,0",
    "application/nitf+xml,1",
    "text/xml; charset=utf-8,2",
    "application/json,3"
  })
  void shouldWarnOfADeclaredTypeThatIsNone(String type, int at) {
    String document = List.of(G2, NITF, NEWSML, G2).get(at);
    Ready ready = (Ready) parse(document, type).get(0);

    assertThat(ready.article().warnings().contains("wrong-content-type")).isEqualTo(at == 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {G2, NEWSML, NITF})
  void shouldRefuseWhatIsIllFormedWithLineAndColumn(String document) {
    String cut = document.substring(0, document.length() - 4);
    String ampersand = "<?xml version=\"1.0\"?>\n" + document.replace("Text of", "Text & of");

    assertThat(broken(parse(cut)).reason()).contains("ill-formed", "line 1, column ");
    assertThat(broken(parse(ampersand)).reason()).contains("ill-formed", "line 2, column ");
    assertThat(broken(parse(ampersand)).code()).isEqualTo("malformed");
    assertThat(broken(parse(ampersand)).bytes()).asString().isEqualTo(ampersand);
  }

  @Test
  void shouldSayWhichFormatIsIllFormed() {
    assertThat(broken(parse(G2 + "x")).reason()).startsWith("NewsML-G2: ");
    assertThat(broken(parse(NEWSML + "x")).reason()).startsWith("NewsML: ");
    assertThat(broken(parse(NITF + "x")).reason()).startsWith("NITF: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {G2, NEWSML, NITF})
  void shouldKnowTheEntitiesOfHtmlAndFetchNoOthers(String document) {
    String outside = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>";
    String bomb =
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
    Ready ready = (Ready) parse(document.replace("Text of", "F&uuml;nf&nbsp;")).get(0);

    assertThat(ready.article().body()).isEqualTo("Fünf it.");
    assertThat(broken(parse(outside + document.replace("Text", "&a;"))).code())
        .isEqualTo("malformed");
    assertThat(broken(parse(bomb + document.replace("Text", "&c;"))).code()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {G2, NEWSML, NITF})
  void shouldRefuseWhatIsNestedTooDeeplyByTheNameOfTheLimit(String document) {
    int depth = 100_000;
    String deep = document.replace("Text", "<b>".repeat(depth) + "Text" + "</b>".repeat(depth));

    assertThat(broken(parse(deep)))
        .satisfies(it -> assertThat(it.code()).isEqualTo("over-limit"))
        .satisfies(it -> assertThat(it.reason()).contains("xml.max.depth=200", "line 1"));
  }

  @Test
  void shouldReadALargeMessageInLinearTime() {
    String many = "<newsMessage><itemSet>" + G2.repeat(10_000) + "</itemSet></newsMessage>";
    String long1 = G2.replace("<p>Text", "<p>A</p>".repeat(100_000) + "<p>Text");
    String cells = G2.replace("Text", "<table><tr>" + "<td/>".repeat(100_000) + "</tr></table>");
    String titles = G2.replace("Text", "H</p><p>".repeat(100_000) + "Text");
    String topics =
        NEWSML.replace(
            "<NewsLines>",
            "<TopicSet>" + "<Topic Duid='a'/>".repeat(100_000) + "</TopicSet><NewsLines>");

    Limits patient = new Limits(8_388_608, 100_000, 200, 200, 9, 1, 1, Duration.ZERO, PATIENCE);
    for (String huge : List.of(long1, cells, titles, topics)) {
      RawRecord raw = RawRecord.of(huge.getBytes(StandardCharsets.UTF_8), RawParserTest.NOW);

      assertThat(new RawParser(patient).parse(raw).get(0)).isInstanceOf(Ready.class);
    }
    RawRecord raw = RawRecord.of(many.getBytes(StandardCharsets.UTF_8), RawParserTest.NOW);
    assertThat(new RawParser(patient).parse(raw)).hasSize(10_000).allMatch(Ready.class::isInstance);
  }

  @Test
  void shouldStopAtTheLimitOfItems() {
    Limits few =
        new Limits(8_388_608, 3, 200, 200, 1_000, 1, 1, Duration.ZERO, Duration.ofSeconds(5));
    String message = "<newsMessage><itemSet>" + G2.repeat(9) + "</itemSet></newsMessage>";
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    List<ParsedItem> items = new RawParser(few).parse(RawRecord.of(bytes, RawParserTest.NOW));

    assertThat(items).hasSize(4);
    assertThat(((Broken) items.get(3)).reason()).contains("raw.max.items=3");
  }

  @Test
  void shouldCallAMessageWithoutItemsEmpty() {
    assertThat(parse("<newsMessage><itemSet/></newsMessage>"))
        .containsExactly(new Skipped("empty", "newsml-g2"));
    assertThat(parse("<NewsML/>")).containsExactly(new Skipped("empty", "newsml"));
  }

  /** Replay: the seed in the message of the assertion. */
  @Test
  void shouldMakeSomethingOfWhateverIsCutOrFlipped() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(List.of(G2, NEWSML, NITF).get(i % 3));
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
      String bad = text.substring(0, 1 + random.nextInt(text.length()));
      List<ParsedItem> items = new ArrayList<>(parse(i % 2 == 0 ? bad : text.toString()));

      assertThat(items).as("seed %d, %s", seed, text).isNotEmpty();
      assertThat(items)
          .as("seed %d, %s", seed, text)
          .noneMatch(it -> it instanceof Broken broken && broken.code().equals("processor"));
    }
  }
}
