package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plain page, and the same as JSON, of what can be asked. */
final class FrontPage implements Route.Resource {
  private final String version;
  private final List<Route> others;

  /**
   * @param others what else can be asked of the listener
   */
  FrontPage(String version, List<Route> others) {
    this.version = version;
    this.others =
        others.stream()
            .sorted(Comparator.comparing(Route::path).thenComparing(it -> it.method().name()))
            .toList();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Set.of(), this::page), Route.get("/v1", Set.of(), this::document));
  }

  private void page(Context context) {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Slugline</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body{font:1rem/1.5 sans-serif;margin:2rem;max-width:60rem}
            td{padding:.1rem 1rem .1rem 0;vertical-align:top}</style>
            <h1>Slugline</h1>
            <p>Raw news in, tagged news out. Version %s.</p>
            <table>
            """
                .formatted(version));
    for (Route route : others) {
      page.append("<tr><td>").append(route.method()).append("<td>").append(link(route));
      page.append("<td>").append(parameters(route)).append("\n");
    }
    context.header("Content-Security-Policy", SecurityHeaders.BARE_PAGE);
    context.contentType("text/html; charset=utf-8").result(page.append("</table>\n").toString());
  }

  /** Paths and parameters are ours: there is nothing in them to escape. */
  private static String link(Route route) {
    boolean leads = route.method().equals(HandlerType.GET) && !route.path().contains("{");
    return leads
        ? "<a href=\"%s\">%s</a>".formatted(route.path(), route.path())
        : "<code>" + route.path() + "</code>";
  }

  private static String parameters(Route route) {
    return route.parameters().stream().sorted().collect(Collectors.joining(", "));
  }

  private void document(Context context) {
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("version", version);
    ArrayNode asked = json.putArray("routes");
    for (Route route : others) {
      ObjectNode one = asked.addObject();
      one.put("method", route.method().name()).put("path", route.path());
      List<String> parameters = new ArrayList<>(route.parameters());
      parameters.sort(Comparator.naturalOrder());
      one.set("parameters", ArticleJson.mapper().valueToTree(parameters));
    }
    JsonAnswer.send(context, json);
  }
}
