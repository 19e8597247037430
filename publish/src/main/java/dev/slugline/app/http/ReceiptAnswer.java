package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.kafka.RawPosition;
import dev.slugline.app.kafka.RawReceipts;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** How a raw record stands, as it is told: where it lies, whether it is done, its receipts. */
final class ReceiptAnswer {
  private ReceiptAnswer() {}

  static String address(RawPosition position) {
    return "/v1/receipts/" + position;
  }

  /** 200 with the receipts. */
  static void whole(Context context, RawPosition position, RawReceipts receipts) {
    context.status(200);
    JsonAnswer.send(context, json(position, receipts));
  }

  /** 200 with those that were found before the time for the search was over. */
  static void cutOff(Context context, RawPosition position, RawReceipts receipts) {
    context.status(200);
    JsonAnswer.send(context, json(position, receipts).put("incomplete", true));
  }

  /** 202: it is in Kafka, and this is where its receipts will be. */
  static void accepted(Context context, RawPosition position, @Nullable RawReceipts receipts) {
    context.status(202);
    JsonAnswer.send(context, json(position, receipts == null ? new RawReceipts() : receipts));
  }

  private static ObjectNode json(RawPosition position, RawReceipts receipts) {
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("position", position.toString());
    json.put("receipt", address(position));
    json.put("done", receipts.isDone());
    json.set("receipts", ArticleJson.mapper().valueToTree(receipts.receipts()));
    return json;
  }
}
