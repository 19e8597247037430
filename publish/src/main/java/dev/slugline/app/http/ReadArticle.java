package dev.slugline.app.http;

import dev.slugline.app.view.RestoringException;
import dev.slugline.app.view.View;
import dev.slugline.ingest.stream.Withdrawal;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/articles/{id}}: the enriched record of an article, as it stands now. */
final class ReadArticle implements Route.Resource {
  private final View view;

  ReadArticle(View view) {
    this.view = view;
  }

  @Override
  public List<Route> routes() {
    return List.of(Viewed.get("/v1/articles/{id}", Set.of(), this::read));
  }

  private void read(Context context) throws Exception {
    byte[] article = article(view, context.pathParam("id"));
    Conditional.answer(context, JsonAnswer.TYPE, JsonAnswer.line(article), null);
  }

  /**
   * The record of an article.
   *
   * @throws Problem where it was withdrawn or is not known
   */
  static byte[] article(View view, String id) throws Problem, RestoringException {
    Optional<byte[]> article = view.article(id);
    if (article.isPresent()) {
      return article.get();
    }
    Withdrawal withdrawn = view.withdrawal(id).orElse(null);
    if (withdrawn == null) {
      throw new Problem(
          404, "unknown-article", "Unknown article", "There is no article '" + id + "'");
    }
    Problem gone =
        new Problem(
                410,
                "retracted",
                "Article retracted",
                "The article was withdrawn"
                    + (withdrawn.reason() == null ? "" : ": " + withdrawn.reason()))
            .with("kind", withdrawn.kind())
            .with("at", withdrawn.at());
    if (withdrawn.reason() != null) {
      gone.with("reason", withdrawn.reason());
    }
    throw gone;
  }
}
