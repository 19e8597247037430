package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which XML is read here. No DTD, no entity of its own and nothing from outside is
 * ever read; the named entities of HTML are known. Nesting is bounded. What the declaration says of
 * the encoding was dealt with when the bytes became text. Thread-safe.
 */
public final class XmlReader {
  private static final char MARK = '\ufeff';
  private static final XMLInputFactory FACTORY = factory();

  private XmlReader() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Ours say so by name. Those of Java differ from release to release, and some count every
    // &lt; as an entity, of which a feed has many.
    for (String limit :
        List.of(
            "jdk.xml.maxElementDepth",
            "jdk.xml.elementAttributeLimit",
            "jdk.xml.entityExpansionLimit",
            "jdk.xml.totalEntitySizeLimit",
            "jdk.xml.maxGeneralEntitySizeLimit")) {
      factory.setProperty(limit, "0");
    }
    factory.setProperty("jdk.xml.maxXMLNameLimit", String.valueOf(Integer.MAX_VALUE));
    return factory;
  }

  /**
   * Reads a document that has to be well-formed.
   *
   * @throws XmlProblem where it is not, or is nested too deeply or not read in time
   */
  public static XmlDocument strict(Decoded decoded, Limits limits, Deadline deadline)
      throws XmlProblem {
    XmlDocument document = wellFormed(decoded, limits, deadline);
    XmlProblem problem = document.root().problem();
    if (problem != null) {
      throw problem;
    }
    return document;
  }

  /**
   * Reads a document as well as can be: where it is not well-formed, what is sound of it. An
   * element that is nested too deeply or is cut off has its {@link XmlElement#problem}, and so has
   * all that it stands in.
   *
   * @return with {@link XmlDocument#illFormed} set where it was not well-formed
   * @throws XmlProblem where it is no XML at all, or not read in time
   */
  public static XmlDocument lenient(Decoded decoded, Limits limits, Deadline deadline)
      throws XmlProblem {
    try {
      return wellFormed(decoded, limits, deadline);
    } catch (XmlProblem e) {
      if (!e.code().equals("malformed")) {
        throw e;
      }
      return LenientXml.read(decoded, limits, deadline, e.reason());
    }
  }

  private static XmlDocument wellFormed(Decoded decoded, Limits limits, Deadline deadline)
      throws XmlProblem {
    String text = decoded.text();
    try {
      StringReader in = new StringReader(NamedEntities.spelledOut(withoutProlog(text)));
      XMLStreamReader xml = FACTORY.createXMLStreamReader(in);
      XmlElement root = read(xml, new XmlTree(text, limits, deadline));
      return new XmlDocument(root, text, decoded.charset(), "");
    } catch (XMLStreamException e) {
      throw new XmlProblem("malformed", "XML is ill-formed" + place(e));
    }
  }

  /**
   * The text with its declaration and document type blanked out, so that neither can be of any
   * effect and all else keeps its place.
   */
  private static String withoutProlog(String text) {
    XmlTokens tokens = new XmlTokens(text);
    StringBuilder out = null;
    boolean first = true;
    XmlTokens.Kind kind = tokens.next();
    while (kind == XmlTokens.Kind.OTHER
        || (kind == XmlTokens.Kind.TEXT && isBlank(tokens.content()))) {
      boolean declaration = first && text.startsWith("<?xml", tokens.start());
      boolean mark = kind == XmlTokens.Kind.TEXT && tokens.content().indexOf(MARK) >= 0;
      if (declaration || mark || text.startsWith("<!DOCTYPE", tokens.start())) {
        out = out == null ? new StringBuilder(text) : out;
        blank(out, tokens.start(), tokens.end());
      }
      first &= kind == XmlTokens.Kind.TEXT;
      kind = tokens.next();
    }
    return out == null ? text : out.toString();
  }

  private static boolean isBlank(String text) {
    return text.chars().allMatch(c -> c <= ' ' || c == MARK);
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
        text.setCharAt(i, ' ');
      }
    }
  }

  private static XmlElement read(XMLStreamReader xml, XmlTree tree)
      throws XMLStreamException, XmlProblem {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml, tree);
        case XMLStreamConstants.END_ELEMENT -> tree.close();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> tree.text(xml.getText());
        default -> {}
      }
    }
    return Objects.requireNonNull(tree.root());
  }

  private static void start(XMLStreamReader xml, XmlTree tree) throws XmlProblem {
    XmlElement made = tree.open(xml.getLocalName(), orEmpty(xml.getNamespaceURI()));
    if (made == null) {
      return;
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      made.attribute(
          orEmpty(xml.getAttributeNamespace(i)),
          xml.getAttributeLocalName(i),
          xml.getAttributeValue(i));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String place(XMLStreamException e) {
    Location at = e.getLocation();
    String message = String.valueOf(e.getMessage());
    int told = message.indexOf("Message: ");
    String what = told < 0 ? "" : ": " + message.substring(told + 9).strip();
    return at == null
        ? what
        : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber() + what;
  }
}
