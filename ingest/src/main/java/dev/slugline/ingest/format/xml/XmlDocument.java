package dev.slugline.ingest.format.xml;

import java.nio.charset.Charset;

/**
 * A document that was read.
 *
 * @param root its element
 * @param text of the whole, in which the elements have their places
 * @param charset of the bytes that the text was read from
 * @param illFormed what is wrong with it, with line and column; empty: nothing
 */
public record XmlDocument(XmlElement root, String text, Charset charset, String illFormed) {

  /** An element's own part of the document, in the charset that the document came in. */
  public byte[] bytes(XmlElement element) {
    return text.substring(element.start(), Math.max(element.start(), element.end()))
        .getBytes(charset);
  }
}
