package dev.slugline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class XmlReaderTest {
  private static final Limits LIMITS = Limits.DEFAULT;

  private static Decoded decoded(String text) {
    return new Decoded(text, StandardCharsets.UTF_8, List.of());
  }

  private static Deadline soon() {
    return new Deadline(Duration.ofSeconds(5));
  }

  private static XmlDocument strict(String text) throws XmlProblem {
    return XmlReader.strict(decoded(text), LIMITS, soon());
  }

  private static XmlDocument lenient(String text) throws XmlProblem {
    return XmlReader.lenient(decoded(text), LIMITS, soon());
  }

  private static String own(XmlDocument document, XmlElement element) {
    return new String(document.bytes(element), StandardCharsets.UTF_8);
  }

  private static XmlElement only(XmlDocument document, String name) {
    assertThat(document.root().descendants(name)).as(name).hasSize(1);
    return document.root().descendants(name).get(0);
  }

  @Test
  void noEntityOfADocumentIsExpanded() throws XmlProblem {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha ha ha ha ha\">");
    for (int i = 1; i < 12; i++) {
      bomb.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10));
      bomb.append("\">");
    }
    bomb.append("]><r><t>&a11;</t></r>");

    assertThatThrownBy(() -> strict(bomb.toString()))
        .isInstanceOf(XmlProblem.class)
        .hasMessageContaining("a11")
        .hasMessageContaining("line 1");
    assertThat(only(lenient(bomb.toString()), "t").text()).isEqualTo("&a11;");
  }

  @Test
  void nothingOutsideIsRead(@TempDir Path folder) throws IOException, XmlProblem {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the harbour's key");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(300);
      String address = "http://127.0.0.1:" + server.getLocalPort();
      String attack =
          "<!DOCTYPE r SYSTEM \""
              + address
              + "/a.dtd\" [<!ENTITY % p SYSTEM \""
              + address
              + "/p\"> %p; <!ENTITY x SYSTEM \""
              + secret.toUri()
              + "\"><!ENTITY y SYSTEM \""
              + address
              + "/y\">]><r><t>&x;&y;</t></r>";

      assertThat(only(lenient(attack), "t").text()).isEqualTo("&x;&y;");
      assertThatThrownBy(() -> strict(attack)).isInstanceOf(XmlProblem.class);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aDocumentTypeIsOfNoEffect() throws XmlProblem {
    XmlDocument document =
        strict(
            "\n<!-- first -->\n<!DOCTYPE r [\n <!-- it's > ]> -->\n <?pi ]> ?>\n"
                + " <!ATTLIST r a CDATA \"]><x>\">\n]>\n<r>\n <t/></r>");

    assertThat(document.illFormed()).isEmpty();
    assertThat(document.root().attribute("a")).isNull();
    assertThat(only(document, "t").line()).isEqualTo(9);
    assertThat(only(document, "t").column()).isEqualTo(2);
  }

  @Test
  void namedEntitiesOfHtmlAreKnownWithoutTheirDtd() throws XmlProblem {
    XmlDocument document =
        strict(
            "<r a='&Eacute;t&eacute; &amp; &AMP; &#150;'><t>&nbsp;&hellip;&lt;&nvlt;&rarr;"
                + "&CounterClockwiseContourIntegral;</t><c><![CDATA[&eacute;]]></c></r>");

    assertThat(document.root().attribute("a")).isEqualTo("Été & & –");
    assertThat(only(document, "t").text()).isEqualTo("\u00a0…<<\u20d2→∳");
    assertThat(only(document, "c").text()).isEqualTo("&eacute;");
    assertThat(own(document, only(document, "t"))).startsWith("<t>&nbsp;").endsWith("</t>");
  }

  @Test
  void manyReferencesAreNoBomb() throws XmlProblem {
    int many = 300_000;
    XmlDocument document = strict("<r>" + "&lt;&#65;".repeat(many) + "</r>");

    assertThat(document.root().text()).hasSize(2 * many).startsWith("<A<A");
  }

  @Test
  void namespacesAreToldByTheirAddress() throws XmlProblem {
    XmlDocument document =
        strict("<a:r xmlns:a='urn:x' a:k='1' k='2'><t xmlns='urn:y'/><u/></a:r>");

    assertThat(document.root().is("urn:x", "r")).isTrue();
    assertThat(document.root().attribute("urn:x", "k")).isEqualTo("1");
    assertThat(document.root().attribute("k")).isEqualTo("2");
    assertThat(only(document, "t").space()).isEqualTo("urn:y");
    assertThat(only(document, "u").space()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<r", "<r>x & y</r>", "<a></b>"})
  void anElementsBytesAreItsOwnText(String damage) throws XmlProblem {
    String emoji = "\ud83d\ude00 \u00fc";
    String[] items = {
      "<item>plain</item>",
      "<item a=\"x > y\" b='</item>'>\r\n<i/>\r\n</item>".replace("</item>'", "'"),
      "<item/>",
      "<item a='/' />",
      "<item><![CDATA[</item> <item> ]] > ]]></item >",
      "<item><!-- </item> --><?p </item> ?>" + emoji + "</item>",
      "<item>&eacute;&nbsp;" + "\r\nlong ".repeat(20_000) + emoji + "</item>",
      "<item k='" + "v".repeat(200_000) + "'>tail</item>"
    };
    String text =
        "\r\n<?xml version='1.0' encoding='latin1'?>\r\n<!DOCTYPE rss>\r\n<rss>"
            + String.join("\r\n " + emoji, items)
            + damage
            + "</rss>";

    XmlDocument document = lenient(text);

    assertThat(document.illFormed().isEmpty()).isEqualTo(damage.isEmpty());
    assertThat(document.root().children("item").stream().map(item -> own(document, item)))
        .containsExactly(items);
  }

  /** Both ways of reading have to find the same in what is well-formed. */
  @Test
  void bothWaysFindTheSameInSoundDocuments() throws XmlProblem {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>");
      write(random, out, 0);
      String text = out.toString();

      XmlDocument strict = strict(text);
      XmlDocument lenient = LenientXml.read(decoded(text), LIMITS, soon(), "");

      assertThat(told(lenient))
          .as("seed %d, round %d: %s", seed, round, text)
          .isEqualTo(told(strict));
    }
  }

  private static void write(Random random, StringBuilder out, int depth) {
    String name = List.of("a", "x:b", "c-d", "é").get(random.nextInt(4));
    out.append('<').append(name).append(depth == 0 ? " xmlns:x='urn:x' xmlns='urn:d'" : "");
    if (random.nextBoolean()) {
      out.append(random.nextBoolean() ? "\n k = \"a > 'b' &amp; &ouml;\" " : " x:k='/\"'");
    }
    if (random.nextInt(4) == 0) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (int i = random.nextInt(depth < 5 ? 4 : 1); i > 0; i--) {
      switch (random.nextInt(5)) {
        case 0 -> out.append("t &lt; \r\n \ud83d\ude00 &#233; ]");
        case 1 -> out.append("<![CDATA[ <a> & ]]]>");
        case 2 -> out.append("<!-- <a> ' -->");
        case 3 -> out.append("<?p <a> \" ?>");
        default -> write(random, out, depth + 1);
      }
    }
    out.append("</").append(name).append(random.nextBoolean() ? ">" : "\n>");
  }

  private static List<String> told(XmlDocument document) {
    List<String> told = new ArrayList<>();
    document
        .root()
        .walk(
            element ->
                told.add(
                    element
                        + element.space()
                        + element.attribute("k")
                        + element.attribute("urn:x", "k")
                        + element.text()
                        + own(document, element)),
            text -> {});
    return told;
  }

  @Test
  void whatIsNestedTooDeeplyIsRefusedByTheLimitAndItsPlace() {
    String deep = "<r>\n" + "<d>".repeat(100_000) + "</d>".repeat(100_000) + "</r>";

    assertThatThrownBy(() -> strict(deep))
        .isInstanceOfSatisfying(
            XmlProblem.class, problem -> assertThat(problem.code()).isEqualTo("over-limit"))
        .hasMessage("XML is nested more than xml.max.depth=200 deep at line 2, column 598");
  }

  @Test
  void oneThatIsNestedTooDeeplyLeavesItsSiblingsAlone() throws XmlProblem {
    String deep = "<item>" + "<d>".repeat(100_000) + "</d>".repeat(100_000) + "</item>";
    for (String end : List.of("</r>", "&</r>")) {
      XmlDocument document = lenient("<r><item>a</item>" + deep + "<item>b</item>" + end);

      List<XmlElement> items = document.root().children("item");
      assertThat(items).hasSize(3);
      assertThat(items.get(0).problem()).isNull();
      assertThat(items.get(1).problem()).isNotNull();
      assertThat(own(document, items.get(1))).isEqualTo(deep);
      assertThat(items.get(2).problem()).isNull();
      assertThat(items.get(2).text()).isEqualTo("b");
    }
  }

  @Test
  void readingEndsWithItsTime() {
    Deadline over = new Deadline(Duration.ZERO);
    for (String text : List.of("<r/>", "<r>&</r>")) {
      assertThatThrownBy(() -> XmlReader.lenient(decoded(text), LIMITS, over))
          .isInstanceOfSatisfying(
              XmlProblem.class, problem -> assertThat(problem.code()).isEqualTo("time-budget"));
    }
  }

  @Test
  void whatIsIllFormedIsRefusedWithLineAndColumn() {
    assertThatThrownBy(() -> strict("<?xml version='1.0'?>\n<r>\n  <a></b></r>"))
        .isInstanceOf(XmlProblem.class)
        .hasMessageContaining("line 3, column 8");
    assertThatThrownBy(() -> lenient("no markup at all")).isInstanceOf(XmlProblem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--",
        "<![CDATA[",
        "<?p ",
        "<!DOCTYPE [",
        "<a b=\"",
        "<a b='<",
        "</a",
        "<a ",
        "&",
        "<p>",
        "<a x='>' <b>",
        "<!X ",
        "<x:y xmlns:z='1'>",
        "<item>",
        "</item>",
        "<i></b>"
      })
  @Timeout(120)
  void noDamageTakesLong(String piece) throws XmlProblem {
    String text = "<rss>" + piece.repeat(500_000 / piece.length()) + "</rss>";
    Deadline late = new Deadline(Duration.ofSeconds(10));

    Spent spent = Spent.from();
    assertThat(XmlReader.lenient(decoded(text), LIMITS, late).root().name()).isEqualTo("rss");
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(10));
  }
}
