package dev.slugline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTextTest {
  private static String text(String inner) throws XmlProblem {
    Decoded decoded = Decoded.of(("<body>" + inner + "</body>").getBytes(StandardCharsets.UTF_8));
    Limits limits = Limits.DEFAULT;
    return BodyText.of(XmlReader.strict(decoded, limits, new Deadline(limits.budget())).root());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "<p>One~  day.</p><p>Two.</p> # One day.\\n\\nTwo.",
        "<p>One<br/>two<br/><br/>three</p> # One\\ntwo\\n\\nthree",
        "<h2>Head</h2><div>A<div>B</div>C</div> # Head\\n\\nA\\n\\nB\\n\\nC",
        "<p>A</p><ul><li>One</li><li><p>Two</p></li></ul><p>B</p> # A\\n\\n- One\\n- Two\\n\\nB",
        "<ol><li>One</li><li>Two</li></ol> # 1. One\\n2. Two",
        "<table><tr><th>Port</th><th>Hour</th></tr><tr><td><p>Kell</p></td><td/><td>9</td></tr>"
            + "</table> # Port | Hour\\nKell |  | 9",
        "<p>A <b>bold</b>, <i>thin</i>word H<sub>2</sub>O</p> # A bold, thinword H2O",
        "<p><person><name.given>Ann</name.given><name.family>Bell</name.family></person></p> # Ann Bell",
        "<p>About <frac><frac-num>1</frac-num><frac-den>2</frac-den></frac></p> # About 1/2",
        "<p>A</p><media><media-caption>No</media-caption></media><figure><figcaption>No</figcaption>"
            + "</figure><script>no()</script><p>B</p> # A\\n\\nB",
        "<pre>one~  two</pre> # one\\ntwo",
        "<bq><block><p>Said.</p></block></bq><p>B</p> # Said.\\n\\nB"
      })
  void shouldReadWhatAReaderSees(String xml, String expected) throws XmlProblem {
    String lines = expected.replace("\\n", "\n");
    String written = xml.replace('~', '\n');

    assertThat(text(written)).isEqualTo(lines);
    assertThat(BodyText.ofHtml(written.replace("<td/>", "<td></td>"))).isEqualTo(lines);
  }

  @Test
  void shouldTakeAwayOnlyWhatStandsAtTheHeadAndIsSaidElsewhere() {
    assertThat(
            BodyText.without("Head\n\nBy A\n\nText\n\nHead", Arrays.asList("HEAD", null, "By A")))
        .isEqualTo("Text\n\nHead");
    assertThat(BodyText.without("Text", Arrays.asList("Other", null))).isEqualTo("Text");
  }
}
