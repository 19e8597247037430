package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.view.TagState;
import dev.slugline.app.view.View;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.publish.PublishTopics;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/tags}: what can be subscribed to, and how much there is of it. */
final class ReadTags implements Route.Resource {
  private final KnownTags tags;
  private final View view;
  private final PublicAddress address;

  ReadTags(KnownTags tags, View view, PublicAddress address) {
    this.tags = tags;
    this.view = view;
    this.address = address;
  }

  @Override
  public List<Route> routes() {
    return List.of(Viewed.get("/v1/tags", Set.of(), this::list));
  }

  private void list(Context context) throws Exception {
    String base = address.base(context);
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("catalogue", tags.catalogue().hash());
    ArrayNode list = json.putArray("tags");
    for (Rule rule : tags.rules()) {
      ObjectNode tag = list.addObject().put("id", rule.id()).put("label", rule.label());
      tag.put("description", rule.description());
      tag.set("iptc", ArticleJson.mapper().valueToTree(rule.iptc()));
      state(tag, rule.id(), base);
    }
    ObjectNode none = list.addObject().put("id", PublishTopics.NONE).put("label", "No tag");
    none.put("description", "Articles that no rule gives a tag.");
    none.putArray("iptc");
    state(none, PublishTopics.NONE, base);
    Conditional.answer(context, JsonAnswer.TYPE, JsonAnswer.bytes(json), null);
  }

  private void state(ObjectNode tag, String id, String base) throws Exception {
    TagState state = view.tag(id);
    tag.put("count", state.count());
    if (state.lastSeen() != null) {
      tag.put("lastSeen", state.lastSeen().toString());
    }
    tag.put("articles", base + "/v1/tags/" + id + "/articles");
  }
}
