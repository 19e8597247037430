package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines, rights and descriptions of NewsML 1 components, the outer before the inner: what an
 * inner one says of the story goes before what an outer one says of the whole.
 */
final class NewsMl1Metadata {
  private static final Set<String> SUBJECTS =
      Set.of("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier");

  private final Draft draft;
  private final Map<String, XmlElement> topics;
  private final List<String> bylines = new ArrayList<>();

  /**
   * @param topics that a {@code TopicOccurrence} may refer to, by their label
   */
  NewsMl1Metadata(Draft draft, Map<String, XmlElement> topics) {
    this.draft = draft;
    this.topics = topics;
  }

  /** The lines that name who wrote it, as they are written. */
  List<String> bylines() {
    return bylines;
  }

  /** Takes what a component says itself, without the components in it. */
  void read(XmlElement component) {
    for (XmlElement part : component.children()) {
      switch (part.name()) {
        case "NewsLines" -> part.children().forEach(this::line);
        case "AdministrativeMetadata" -> administrative(part);
        case "DescriptiveMetadata" -> descriptive(part);
        case "RightsMetadata" -> rights(part);
        case "Metadata" -> properties(part);
        default -> {}
      }
    }
  }

  private void line(XmlElement line) {
    String text = BodyText.of(line);
    switch (line.name()) {
      case "HeadLine" -> draft.set(Field.TITLE, text);
      case "SubHeadLine" -> draft.set(Field.SUMMARY, text);
      case "DateLine" -> draft.set(Field.DATELINE, text);
      case "SlugLine" -> draft.set(Field.SLUGLINE, text);
      case "CreditLine" -> draft.set(Field.CREDIT, text);
      case "CopyrightLine" -> draft.set(Field.COPYRIGHT, text);
      case "RightsLine" -> draft.set(Field.USAGE_TERMS, text);
      case "ByLine" -> {
        bylines.add(text);
        draft.authors().addAll(Byline.names(text));
      }
      case "KeywordLine" -> {
        for (String word : text.split("[,;]", -1)) {
          keyword(null, null, word);
        }
      }
      case "NewsLine" -> typed(line);
      default -> {}
    }
  }

  /** A line of a type that the provider made: the ones for editors are kept. */
  private void typed(XmlElement line) {
    String type = NewsMl1Item.lower(NewsMl1Item.formalName(line.child("NewsLineType")));
    String text = line.childText("NewsLineText");
    if (type.contains("advisory") || type.contains("note") || type.contains("instruction")) {
      draft.set(Field.ED_NOTE, text);
    }
  }

  private void administrative(XmlElement part) {
    if (draft.get(Field.CREDIT) == null) {
      draft.set(Field.CREDIT, NewsMl1Item.party(part.child("Source")));
    }
    String creator = NewsMl1Item.party(part.child("Creator"));
    if (draft.authors().isEmpty() && creator != null) {
      draft.authors().add(creator);
    }
  }

  private void descriptive(XmlElement part) {
    draft.set(Field.LANGUAGE, NewsMl1Item.formalName(part.child("Language")));
    draft.set(Field.GENRE, NewsMl1Item.formalName(part.child("Genre")));
    for (XmlElement code : part.children("SubjectCode")) {
      for (XmlElement subject : code.children()) {
        if (SUBJECTS.contains(subject.name())) {
          String scheme = subject.attribute("Vocabulary");
          String name = NewsMl1Item.formalName(subject);
          keyword(scheme == null ? subject.attribute("Scheme") : scheme, name, name);
        }
      }
    }
    part.children("TopicOccurrence").forEach(this::topic);
    properties(part);
  }

  private void topic(XmlElement occurrence) {
    String label = occurrence.attribute("Topic");
    XmlElement topic = label == null ? null : topics.get(label.strip().replaceFirst("^#", ""));
    if (topic == null) {
      return;
    }
    XmlElement formal = topic.child("FormalName");
    String code = topic.childText("FormalName");
    String name = topic.childText("Description");
    String scheme = formal == null ? null : formal.attribute("Scheme");
    keyword(scheme, code, name == null ? code : name);
  }

  /** Properties by which providers put subjects on their items; a ticker symbol is one. */
  private void properties(XmlElement part) {
    for (XmlElement property : part.children("Property")) {
      String name = NewsMl1Item.formalName(property);
      String lower = NewsMl1Item.lower(name);
      if (lower.contains("keyword") || lower.contains("subject") || lower.contains("ticker")) {
        keyword(name, null, property.attribute("Value"));
      }
    }
  }

  private void rights(XmlElement part) {
    XmlElement copyright = part.child("Copyright");
    if (copyright != null && draft.get(Field.COPYRIGHT) == null) {
      String year = copyright.childText("CopyrightDate");
      String holder = copyright.childText("CopyrightHolder");
      XmlElement named = copyright.child("CopyrightHolder");
      holder = holder == null ? NewsMl1Item.party(named) : holder;
      String both = (year == null ? "" : year) + ' ' + (holder == null ? "" : holder);
      draft.set(Field.COPYRIGHT, both.isBlank() ? null : "Copyright " + both.strip());
    }
    for (XmlElement usage : part.children("UsageRights")) {
      List<String> said = new ArrayList<>();
      for (XmlElement term : usage.children()) {
        String text = BodyText.of(term);
        if (!text.isBlank()) {
          said.add(text);
        }
      }
      draft.set(Field.USAGE_TERMS, String.join("; ", said));
    }
  }

  private void keyword(@Nullable String scheme, @Nullable String code, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      draft.keywords().add(new Keyword(scheme, code, name.strip()));
    }
  }
}
