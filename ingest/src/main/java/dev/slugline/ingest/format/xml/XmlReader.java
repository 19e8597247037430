package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.io.StringReader;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which XML is read here. No DTD, no entity of its own and nothing from outside is
 * ever read; the named entities of HTML are known. Nesting is bounded.
 */
public final class XmlReader {
  private static final XMLInputFactory FACTORY = factory();

  private XmlReader() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // ours says so by name; that of Java 25 does not
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory;
  }

  /**
   * Reads a document that has to be well-formed.
   *
   * @throws XmlProblem where it is not, or is nested too deeply or not read in time
   */
  public static XmlDocument strict(Decoded decoded, Limits limits, Deadline deadline)
      throws XmlProblem {
    String text = NamedEntities.spelledOut(decoded.text().stripLeading());
    try {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
      return new XmlDocument(read(xml, text, limits, deadline), text, decoded.charset(), "");
    } catch (XMLStreamException e) {
      throw new XmlProblem("malformed", "XML is ill-formed" + place(e));
    }
  }

  /**
   * Reads a document as well as can be: where it is not well-formed, what is sound of it.
   *
   * @return with {@link XmlDocument#illFormed} set where it was not well-formed
   */
  public static XmlDocument lenient(Decoded decoded, Limits limits, Deadline deadline)
      throws XmlProblem {
    try {
      return strict(decoded, limits, deadline);
    } catch (XmlProblem e) {
      if (!e.code().equals("malformed")) {
        throw e;
      }
      return LenientXml.read(decoded, limits, deadline, e.reason());
    }
  }

  private static XmlElement read(XMLStreamReader xml, String text, Limits limits, Deadline deadline)
      throws XMLStreamException, XmlProblem {
    XmlElement root = null;
    XmlElement open = null;
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        open = element(xml, text, open);
        root = root == null ? open : root;
        check(depth, open, limits, deadline);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        XmlElement closed = Objects.requireNonNull(open);
        closed.endAt(end(text, closed, xml.getLocation().getCharacterOffset()));
        open = closed.parent();
      } else if (open != null
          && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
        open.append(xml.getText());
      }
    }
    return Objects.requireNonNull(root);
  }

  static void check(int depth, XmlElement at, Limits limits, Deadline deadline) throws XmlProblem {
    if (depth > limits.xmlDepth()) {
      throw new XmlProblem(
          "over-limit",
          String.format(
              Locale.ROOT,
              "XML is nested more than xml.max.depth=%d deep at line %d, column %d",
              limits.xmlDepth(),
              at.line(),
              at.column()));
    }
    if (deadline.passed()) {
      throw new XmlProblem(
          "time-budget",
          String.format(
              Locale.ROOT,
              "not read within %d ms, up to line %d",
              limits.budget().toMillis(),
              at.line()));
    }
  }

  private static XmlElement element(XMLStreamReader xml, String text, @Nullable XmlElement parent) {
    Location at = xml.getLocation(); // behind the tag, in which no other "<" can stand
    int start = Math.max(0, text.lastIndexOf('<', at.getCharacterOffset() - 1));
    XmlElement made =
        new XmlElement(
            xml.getLocalName(),
            Objects.requireNonNullElse(xml.getNamespaceURI(), ""),
            parent,
            start,
            at.getLineNumber(),
            at.getColumnNumber());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      made.attribute(
          Objects.requireNonNullElse(xml.getAttributeNamespace(i), ""),
          xml.getAttributeLocalName(i),
          xml.getAttributeValue(i));
    }
    return made;
  }

  /** Where an element ends; the reader may have looked at what comes behind it already. */
  private static int end(String text, XmlElement element, int seen) {
    int tag = text.lastIndexOf("</", Math.min(seen, text.length()) - 1);
    return tag > element.start()
        ? text.indexOf('>', tag) + 1
        : text.indexOf("/>", element.start()) + 2;
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
