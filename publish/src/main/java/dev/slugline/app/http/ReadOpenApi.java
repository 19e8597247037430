package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.schema.Schemas;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/openapi.json}: what can be asked here and what is answered, for programs. */
final class ReadOpenApi implements Route.Resource {
  private final ObjectNode document = Schemas.openApi();
  private final PublicAddress address;

  ReadOpenApi(PublicAddress address) {
    this.address = address;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/openapi.json", Set.of(), this::read));
  }

  private void read(Context context) throws Problem {
    ObjectNode here = document.deepCopy();
    here.putArray("servers").addObject().put("url", address.base(context));
    Conditional.answer(context, JsonAnswer.TYPE, JsonAnswer.bytes(here), null);
  }
}
