package dev.slugline.ingest.format.xml;

/** The names of authors as feeds write them. */
final class FeedPerson {
  private FeedPerson() {}

  /** The name within an element, which for Atom is one of its parts; an address where all is. */
  static String name(XmlElement person) {
    for (String part : new String[] {"name", "email", "uri", "url"}) {
      String text = person.childText(part);
      if (text != null) {
        return text;
      }
    }
    return name(person.text());
  }

  /** {@code mail@example.org (Name)} and {@code Name <mail@example.org>} have a name in them. */
  static String name(String written) {
    String text = written.strip();
    int open = text.indexOf('(');
    int address = text.indexOf('@');
    if (open > 0 && address >= 0 && address < open && text.endsWith(")")) {
      String name = text.substring(open + 1, text.length() - 1).strip();
      return name.isEmpty() ? text.substring(0, open).strip() : name;
    }
    int less = text.indexOf('<');
    return less > 0 && text.endsWith(">") && text.indexOf('@', less) > 0
        ? text.substring(0, less).strip()
        : text;
  }
}
