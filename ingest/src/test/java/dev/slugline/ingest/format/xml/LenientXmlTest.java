package dev.slugline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientXmlTest {
  private static XmlElement read(String text) throws XmlProblem {
    Decoded decoded = new Decoded(text, StandardCharsets.UTF_8, List.of());
    Deadline deadline = new Deadline(Limits.DEFAULT.budget());
    XmlDocument document = XmlReader.lenient(decoded, Limits.DEFAULT, deadline);
    assertThat(document.illFormed()).as("%s", text).contains("ill-formed").contains("line");
    return document.root();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ham & eggs|Ham & eggs",
        "a?b=1&copy=2&lt;|a?b=1&copy=2<",
        "&unheardof; &eacute;|&unheardof; é",
        "x < y and x<y|x < y and x<y",
        "<3 sails|<3 sails",
        "<b>bold<i>both</b>plain|boldbothplain",
        "a</u>b|ab",
        "<a href=\"x>y</a> <a b=\"c\">z</a>|y z",
        "<img alt=\"a <b> c\">d|d",
        "<a k=1 k=2 k>x</a>|x",
        "<q:u>x</q:u>|x",
        "<!-- a -- b -->c|c",
        "&#0;&#x1F;&#xD800;a&#xFFFF;|&#0;&#x1F;&#xD800;a&#xFFFF;",
        "<![CDATA[a & <b>]]> & c|a & <b> & c",
      })
  void textIsWhatTheWriterMeant(String written, String meant) throws XmlProblem {
    XmlElement root = read("<rss><t>" + written + "</t><u>next</u> &</rss>");

    assertThat(root.childText("t")).isEqualTo(meant);
    assertThat(root.childText("u")).isEqualTo("next");
  }

  @Test
  void controlCharactersAreDropped() throws XmlProblem {
    XmlElement root =
        read("<rss><t k='a\u0001b'>a\u0000b\u000bc\ud83dd\r\ne\ufffe\ud83d\ude00</t></rss>");

    assertThat(root.childText("t")).isEqualTo("abcd\ne\ud83d\ude00");
    assertThat(root.children().get(0).attribute("k")).isEqualTo("ab");
  }

  @Test
  void prefixesWithoutDeclarationStandForThemselves() throws XmlProblem {
    XmlElement root = read("<rss xmlns='urn:d' xmlns:a='urn:a'><dc:t/><a:u/><v k:w='1'/>");

    assertThat(root.children().stream().map(XmlElement::space))
        .containsExactly("dc", "urn:a", "urn:d");
    assertThat(root.children().get(2).attribute("k", "w")).isEqualTo("1");
  }

  @Test
  void whatIsThereTwiceCountsOnce() throws XmlProblem {
    assertThat(read("<rss a='1' a='2'/>").attribute("a")).isEqualTo("1");
  }

  @Test
  void anItemThatIsNotClosedEndsWhereTheNextBegins() throws XmlProblem {
    XmlElement root = read("<rss><item><t>a<item><t>b</t></item><x/><item>c</rss>");

    List<XmlElement> items = root.children("item");
    assertThat(items.stream().map(XmlElement::text)).containsExactly("a", "b", "c");
    assertThat(items.stream().map(XmlElement::problem)).containsOnlyNulls();
  }

  @Test
  void onlyWhatTheEndOfTheDocumentCutsIsMarked() throws XmlProblem {
    XmlElement root = read("<rss><item>a</item>\n<item><t>b");

    List<XmlElement> items = root.children("item");
    assertThat(items.get(0).problem()).isNull();
    assertThat(items.get(1).problem())
        .isNotNull()
        .hasMessage("cut off: the document ends within <t> at line 2, column 7");
  }

  @Test
  void whatComesBeforeTheDocumentIsNotOfIt() throws XmlProblem {
    for (String before :
        List.of("junk", "<br/>\n<b>Warning</b>: not & found<br>\n", "\u0000\u0001", "<!-- c -->")) {
      XmlElement root = read(before + "<?xml version='1.0'?><rss><item/></rss>");
      assertThat(root.name()).isEqualTo("rss");
      assertThat(root.line()).isEqualTo(before.contains("\n") ? 3 : 1);
    }
    assertThat(read("<b>Notice</b> <rss><item/></rss>").name()).isEqualTo("rss");
  }

  @Test
  void htmlWithoutItsEndTagsIsNoDeepNesting() throws XmlProblem {
    XmlElement root = read("<rss><d>" + "<p>x<br>".repeat(1_000) + "</d></rss>");

    assertThat(root.problem()).isNull();
    assertThat(root.children("d").get(0).children("p")).hasSize(1_000);
  }
}
