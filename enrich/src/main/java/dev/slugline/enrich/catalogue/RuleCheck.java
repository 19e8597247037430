package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.ClauseSource;
import dev.slugline.enrich.catalogue.RuleSource.Clauses;
import dev.slugline.enrich.catalogue.RuleSource.Place;
import dev.slugline.enrich.catalogue.RuleSource.QuerySource;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.RuleError;
import dev.slugline.enrich.rule.RuleReview;
import dev.slugline.enrich.rule.RuleReview.Finding;
import dev.slugline.enrich.rule.RuleReview.Part;
import dev.slugline.enrich.rule.RuleReview.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says all that is wrong with rules, and all that is doubtful: one broken file or query does not
 * hide another. Not thread-safe.
 */
public final class RuleCheck {
  private static final Comparator<RuleProblem> IN_FILES =
      Comparator.comparing(RuleProblem::file)
          .thenComparingInt(RuleProblem::line)
          .thenComparingInt(RuleProblem::column)
          .thenComparing(RuleProblem::code)
          .thenComparing(RuleProblem::message);

  private final List<RuleProblem> ofFiles;
  private final List<RuleYaml.Reading> readings = new ArrayList<>();
  private final List<RuleProblem> refusals = new ArrayList<>();
  private final Map<String, FileText> texts = new TreeMap<>();

  RuleCheck(RuleFiles files) {
    this(files, true);
  }

  /**
   * @param bounded see {@link RuleYaml#tryRead}
   */
  RuleCheck(RuleFiles files, boolean bounded) {
    ofFiles = files.problems();
    files.texts().forEach((name, text) -> readings.add(RuleYaml.tryRead(name, text, bounded)));
  }

  /** A check of the catalogue that ships with the product. */
  public static RuleCheck shipped() {
    try {
      return new RuleCheck(RuleFiles.shipped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A check of an analyst's own rules.
   *
   * @param path a rule file, or a folder whose .yaml and .yml files are rules
   */
  public static RuleCheck fromPath(Path path) throws IOException {
    return new RuleCheck(RuleFiles.of(path));
  }

  /** How many files were read. */
  public int files() {
    return readings.size() + ofFiles.size();
  }

  /** The catalogue; null where there is an error. */
  public @Nullable LoadedCatalogue load() {
    var byId = new TreeMap<String, RuleDocument>();
    boolean sound = ofFiles.isEmpty();
    for (RuleYaml.Reading reading : readings) {
      RuleDocument document = reading.document();
      sound &=
          document != null
              && reading.isSound()
              && byId.putIfAbsent(document.rule().id(), document) == null;
    }
    if (!sound) {
      return null;
    }
    List<Rule> rules = byId.values().stream().map(RuleDocument::rule).toList();
    try {
      Catalogue catalogue = Catalogue.compile(rules);
      // only a rule with a dead clause can be out of reach of its threshold here
      if (!catalogue.unreachable().isEmpty()
          && problems().stream().anyMatch(RuleProblem::isError)) {
        return null;
      }
      return new LoadedCatalogue(
          catalogue, new ArrayList<>(byId.values()), RuleVersion.ofCatalogue(rules));
    } catch (CatalogueException e) {
      refusals.clear();
      e.errors().forEach(error -> refusals.add(refusal(error, byId.get(error.ruleId()))));
      return null;
    }
  }

  /** Errors and warnings, by file, line and column. */
  public List<RuleProblem> problems() {
    List<RuleProblem> found = new ArrayList<>(ofFiles);
    List<RuleDocument> documents = new ArrayList<>();
    Map<String, RuleDocument> byId = new TreeMap<>();
    RuleReview review = new RuleReview();
    for (RuleYaml.Reading reading : readings) {
      found.addAll(reading.problems());
      RuleDocument document = reading.document();
      if (document != null) {
        documents.add(document);
        review.add(document.rule(), reading.isSound());
        String id = document.rule().id();
        RuleDocument first = id.isEmpty() ? null : byId.putIfAbsent(id, document);
        if (first != null) {
          String message = "rule '" + id + "' stands in " + at(first, first.source().id()) + " too";
          found.add(problem(document, document.source().id(), null, true, "duplicate-id", message));
        }
      }
    }
    review.findings().forEach(finding -> found.add(problem(finding, documents)));
    if (found.stream().noneMatch(RuleProblem::isError)) {
      found.addAll(refusals);
    }
    found.sort(IN_FILES);
    return found;
  }

  private RuleProblem problem(Finding finding, List<RuleDocument> documents) {
    RuleDocument document = documents.get(finding.at().rule());
    Spot other = finding.other();
    String message = finding.message();
    if (other != null) {
      RuleDocument there = documents.get(other.rule());
      message += "; see " + at(there, place(there, other));
    }
    return problem(
        document,
        place(document, finding.at()),
        label(document, finding.at()),
        finding.code().isError(),
        finding.code().id(),
        message);
  }

  private static @Nullable String label(RuleDocument document, Spot spot) {
    Clauses clauses = document.source().clauses().get(spot.language());
    return clauses == null || spot.clause() < 0 || spot.part() == Part.IGNORE
        ? null
        : clauses.each().get(spot.clause()).label();
  }

  private Place place(RuleDocument document, Spot spot) {
    RuleSource source = document.source();
    Clauses clauses = source.clauses().get(spot.language());
    if (spot.part() == Part.IGNORE) {
      List<QuerySource> ignored = source.ignore().getOrDefault(spot.language(), List.of());
      return place(source, ignored.get(spot.clause()), spot.position());
    }
    if (spot.part() == Part.LABEL) {
      return source.label();
    }
    if (clauses == null || spot.part() == Part.ID) {
      return source.id();
    }
    if (spot.part() == Part.CLAUSES) {
      return clauses.place();
    }
    ClauseSource clause = clauses.each().get(spot.clause());
    return switch (spot.part()) {
      case WITH -> place(source, clause.with(), spot.position());
      case WITHOUT -> place(source, clause.without(), spot.position());
      case QUERY -> place(source, clause.query(), spot.position());
      default -> clause.weight();
    };
  }

  private Place place(RuleSource source, @Nullable QuerySource query, int position) {
    if (query == null) {
      return source.id();
    }
    FileText text = text(source);
    int start = text.offset(query.place());
    return text.place(QueryPlaces.offset(source.yaml(), start, query.text(), position));
  }

  private RuleProblem refusal(RuleError error, @Nullable RuleDocument document) {
    if (document == null) {
      return RuleProblem.ofFile(error.ruleId(), "query", error.reason());
    }
    ClauseSource clause = document.source().clause(error.clause());
    Place place =
        clause == null
            ? document.source().id()
            : place(document.source(), clause.query(), error.position());
    return problem(document, place, error.clause(), true, "query", error.reason());
  }

  private RuleProblem problem(
      RuleDocument document,
      Place place,
      @Nullable String clause,
      boolean isError,
      String code,
      String message) {
    return new RuleProblem(
        document.source().file(),
        place.line(),
        place.column(),
        document.rule().id().isEmpty() ? null : document.rule().id(),
        clause,
        isError ? RuleProblem.ERROR : RuleProblem.WARNING,
        code,
        message,
        text(document.source()).excerpt(place));
  }

  private FileText text(RuleSource source) {
    return texts.computeIfAbsent(source.file(), file -> new FileText(source.yaml()));
  }

  private static String at(RuleDocument document, Place place) {
    return document.source().file() + ":" + place.line() + ":" + place.column();
  }
}
