package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Found;
import java.util.List;

/** NITF: one story a document. One that is ill-formed is refused. */
public final class Nitf extends NewsDocument {
  private static final String NAME = "nitf";

  public Nitf() {
    super(NAME, "NITF");
  }

  @Override
  boolean claims(RootTag root) {
    return root.name().equals("nitf");
  }

  @Override
  List<XmlElement> items(XmlElement root) {
    return List.of(root);
  }

  @Override
  Found read(XmlElement item, byte[] bytes, Reading reading) {
    Draft draft = new Draft(NAME, bytes);
    NitfStory.read(item, draft);
    return story(item, draft);
  }
}
