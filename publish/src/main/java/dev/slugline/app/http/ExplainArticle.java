package dev.slugline.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.explain.ArticleExplanation;
import dev.slugline.app.view.View;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleProblem;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/articles/{id}/explain} and {@code POST /v1/explain}: why an article has its tags
 * or would have one, by the catalogue that holds or by a draft of a rule.
 */
final class ExplainArticle implements Route.Resource, AutoCloseable {
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private final KnownTags tags;
  private final View view;
  private final ExplainRequest.Reader requests;
  private final BoundedWork work = new BoundedWork("http-explain", AT_MOST);

  ExplainArticle(SluglineConfig config, KnownTags tags, View view) {
    this.tags = tags;
    this.view = view;
    this.requests = new ExplainRequest.Reader(config);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Viewed.get("/v1/articles/{id}/explain", Set.of("tag"), this::stored),
        new Route(
            HandlerType.POST,
            "/v1/explain",
            Route.Access.READ,
            Set.of(),
            context -> Viewed.handle(context, this::given)));
  }

  private void stored(Context context) throws Exception {
    String id = context.pathParam("id");
    byte[] record = ReadArticle.article(view, id);
    String tag = Parameters.given(context, "tag");
    ObjectNode answer = work.within(() -> stored(record, tag));
    Conditional.answer(context, JsonAnswer.TYPE, JsonAnswer.bytes(answer), null);
  }

  private ObjectNode stored(byte[] record, @Nullable String tag) throws Exception {
    EnrichedArticle stored = ArticleJson.mapper().readValue(record, EnrichedArticle.class);
    ObjectNode answer = ArticleJson.mapper().createObjectNode();
    answer
        .put("id", stored.article().id())
        .put("revision", stored.article().revision())
        .put("taggedBy", stored.catalogue().hash());
    if (tag != null) {
      tags.rule(tag);
    }
    explain(answer, stored.article(), tags.catalogue(), tag);
    return answer;
  }

  private void given(Context context) throws Exception {
    ExplainRequest request = requests.read(context);
    String tag = request.tag();
    if (tag != null) {
      tags.rule(tag);
    }
    ObjectNode answer = work.within(() -> given(request));
    context.header("Cache-Control", "no-store");
    JsonAnswer.send(context, answer);
  }

  private ObjectNode given(ExplainRequest request) throws Exception {
    String id = request.id();
    if (id != null) {
      byte[] record = ReadArticle.article(view, id);
      Article article = ArticleJson.mapper().readValue(record, EnrichedArticle.class).article();
      return given(request, article, false);
    }
    return given(request, requests.article(request), true);
  }

  private ObjectNode given(ExplainRequest request, Article article, boolean shown) throws Problem {
    ObjectNode answer = ArticleJson.mapper().createObjectNode();
    answer.put("id", article.id());
    String rule = request.rule();
    LoadedCatalogue loaded = rule == null ? tags.catalogue() : draft(rule);
    String tag = rule == null ? request.tag() : loaded.documents().get(0).rule().id();
    Article read = explain(answer, article, loaded, tag);
    if (shown) {
      // the places of the evidence are those of the text as it was read
      answer.set("article", ArticleJson.mapper().<JsonNode>valueToTree(read));
    }
    return answer;
  }

  /** Explains one tag, or each that the article has; gives the article with its language. */
  private static Article explain(
      ObjectNode answer, Article article, LoadedCatalogue loaded, @Nullable String tag) {
    EnrichedArticle enriched = new Tagger(() -> loaded, "").tag(article, Instant.now());
    answer.put("catalogue", loaded.hash());
    if (enriched.untagged() != null) {
      answer.put("untagged", enriched.untagged());
    }
    ArrayNode explanations = answer.putArray("explanations");
    List<String> asked =
        tag != null ? List.of(tag) : enriched.tags().stream().map(Tag::id).toList();
    asked.forEach(it -> explanations.add(ArticleExplanation.of(loaded, enriched, it).json()));
    return enriched.article();
  }

  private static LoadedCatalogue draft(String rule) throws Problem {
    try {
      return CatalogueLoader.fromTexts(Map.of("rule", rule));
    } catch (InvalidRulesException e) {
      RuleProblem first = e.problems().get(0);
      throw new Problem(
              422, "invalid-rule", "Invalid rule", "The rule cannot be used: " + e.getMessage())
          .with("line", first.line())
          .with("column", first.column())
          .with("reason", first.message())
          .with("problems", e.problems());
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
