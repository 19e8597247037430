package dev.slugline.ingest;

import dev.slugline.ingest.archive.Container;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.ArticleBuilder;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.format.Binary;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Ready;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.format.json.JsonArticles;
import dev.slugline.ingest.page.HtmlPage;
import dev.slugline.ingest.page.PageExplanation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses one raw record into its items. Stateless but for its settings; thread-safe. */
public final class RawParser {
  private final Limits limits;
  private final DateRules dates;

  /** A parser that knows nothing of how a source means its dates. */
  public RawParser(Limits limits) {
    this(limits, DateRules.NONE);
  }

  public RawParser(Limits limits, DateRules dates) {
    this.limits = limits;
    this.dates = dates;
  }

  /**
   * The items of a raw record, at least one. What is wrong with the record is a value; only errors
   * of the virtual machine other than a stack overflow are thrown. (A stack that overflows while a
   * class is loaded leaves a linkage error for all that need it later.)
   */
  public List<ParsedItem> parse(RawRecord raw) {
    byte[] bytes = raw.value();
    if (bytes.length > limits.rawMaxBytes()) {
      return broken(
          "over-limit",
          bytes.length + " bytes, more than raw.max.bytes=" + limits.rawMaxBytes(),
          bytes);
    }
    Deadline deadline = new Deadline(limits.budget());
    try {
      Container container = Container.of(bytes);
      boolean named = raw.retract() && raw.articleId() != null;
      if (container != null && !named) {
        return new PackedRecord(raw, limits, deadline).items(container, this::unpacked);
      }
      return unpacked(raw, deadline);
    } catch (StackOverflowError e) {
      return broken("over-limit", "nested too deeply", bytes);
    } catch (RuntimeException | LinkageError e) {
      return broken("processor", "the parser failed: " + e, bytes);
    }
  }

  /**
   * How the web pages of a raw record are read, in order; what is none is told as a part that is
   * left out. Nothing is cut into items: a page is one.
   */
  public List<PageExplanation> explain(RawRecord raw) {
    List<PageExplanation> pages = new ArrayList<>();
    Container container = Container.of(raw.value());
    if (container == null) {
      pages.add(page(raw));
    } else {
      new PackedRecord(raw, limits, new Deadline(limits.budget()))
          .items(
              container,
              (inner, deadline) -> {
                pages.add(page(inner));
                return List.of(new Skipped("explained"));
              });
    }
    return pages;
  }

  private PageExplanation page(RawRecord raw) {
    Decoded decoded = Decoded.of(raw.value(), raw.contentType());
    Format format = Sniffer.choose(decoded, raw.contentType()).format();
    return format instanceof HtmlPage html
        ? html.explain(raw, decoded, limits)
        : PageExplanation.ofNoPage();
  }

  /** The items of what is in no container any more. */
  private List<ParsedItem> unpacked(RawRecord raw, Deadline deadline) {
    Decoded decoded = Decoded.of(raw.value(), raw.contentType());
    boolean empty = decoded.text().isBlank();
    if (raw.retract() && (raw.articleId() != null || empty)) {
      return List.of(named(raw, decoded));
    }
    if (empty) {
      return List.of(new Skipped("empty"));
    }
    String binary = binary(raw.value(), decoded);
    if (binary != null) {
      return broken("malformed", binary, raw.value());
    }
    return items(raw, decoded, deadline);
  }

  private List<ParsedItem> items(RawRecord raw, Decoded decoded, Deadline deadline) {
    Sniffer.Choice choice = Sniffer.choose(decoded, raw.contentType());
    List<String> warnings = new ArrayList<>(decoded.warnings());
    if (choice.mistyped()) {
      warnings.add(Sniffer.WRONG_TYPE);
    }
    List<Found> all = choice.format().read(raw, decoded, limits, deadline);
    ArticleMaker maker = new ArticleMaker(raw, all.size() == 1, warnings, dates);
    String format = choice.format().name(decoded.text());
    List<ParsedItem> items = new ArrayList<>();
    for (Found found : all) {
      if (deadline.passed()) {
        break;
      }
      if (items.size() == limits.maxItems()) {
        String reason = "more than raw.max.items=" + limits.maxItems() + " items";
        items.add(new Broken("over-limit", reason, raw.value()).in(format));
        return items;
      }
      items.add(item(found, maker).in(format));
    }
    if (deadline.passed()) {
      String reason =
          "not read within " + limits.budget().toMillis() + " ms, " + items.size() + " items were";
      items.add(new Broken("time-budget", reason, raw.value()).in(format));
    } else if (items.isEmpty()) {
      items.add(new Skipped("empty", format));
    }
    return items;
  }

  private static ParsedItem item(Found found, ArticleMaker maker) {
    if (found instanceof Found.Other other) {
      return other.item();
    }
    Draft draft = ((Found.Text) found).draft();
    try {
      return maker.make(draft);
    } catch (StackOverflowError e) {
      return maker.broken("over-limit", "nested too deeply", draft);
    } catch (RuntimeException | LinkageError e) {
      return maker.broken("processor", "the parser failed: " + e, draft);
    }
  }

  /** A retraction whose article is named by the record's header or key. */
  private ParsedItem named(RawRecord raw, Decoded decoded) {
    ArticleMaker maker = new ArticleMaker(raw, true, decoded.warnings(), dates);
    Draft draft = reason(raw, decoded);
    String id = raw.articleId();
    if (id == null || id.isBlank()) {
      return maker.make(draft);
    }
    Retraction retraction = maker.retraction(draft);
    Article article =
        new ArticleBuilder()
            .id(id.strip())
            .receivedAt(raw.receivedAt())
            .format("retraction")
            .retraction(retraction)
            .build();
    return new Ready(article);
  }

  /** The reason as JSON with {@code reason} and {@code by}, or as plain text. */
  private Draft reason(RawRecord raw, Decoded decoded) {
    Draft draft = new Draft("retraction", raw.value());
    if (decoded.text().isBlank() || decoded.isBinary()) {
      return draft;
    }
    Format format = Sniffer.choose(decoded, raw.contentType()).format();
    if (format instanceof JsonArticles) {
      Deadline deadline = new Deadline(limits.budget());
      for (Found found : format.read(raw, decoded, limits, deadline)) {
        if (found instanceof Found.Text text) {
          return text.draft();
        }
      }
    }
    draft.set(Field.RETRACTION_REASON, decoded.text());
    return draft;
  }

  private static @Nullable String binary(byte[] bytes, Decoded decoded) {
    Binary.Kind known = Binary.of(bytes);
    if (known != null) {
      return "not text: " + known.name();
    }
    return decoded.isBinary() ? "not text: " + bytes.length + " bytes of something else" : null;
  }

  private static List<ParsedItem> broken(String code, String reason, byte[] bytes) {
    return List.of(new Broken(code, reason, bytes));
  }
}
