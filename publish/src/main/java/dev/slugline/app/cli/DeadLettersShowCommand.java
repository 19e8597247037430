package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Letters;
import dev.slugline.app.letters.Story;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter. */
@Command(
    name = "show",
    description = "Shows one dead letter: its whole story, and the bytes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline dead-letters show 2-17",
      "         slugline dead-letters show 2-17 --bytes > broken.json"
    })
final class DeadLettersShowCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "ID", description = "The letter's id, as 'list --each' shows it.")
  String id = "";

  @Option(names = "--bytes", description = "The bytes alone, as they are.")
  boolean bytes;

  @Option(
      names = "--max-bytes",
      paramLabel = "COUNT",
      description = "How many bytes to show to a person, about; default: 4000.")
  int most = 4_000;

  @Option(names = "--json", description = "A JSON line.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    Letter.Id place = Letter.Id.of(id);
    if (place == null) {
      throw new ParameterException(
          spec.commandLine(), "'" + id + "' is no letter's id: <partition>-<offset>, such as 2-17");
    }
    if (most < 1) {
      throw new ParameterException(spec.commandLine(), "--max-bytes must be at least 1");
    }
    SluglineConfig config = kafka.load();
    Letter letter;
    try (Letters letters = new Letters(config)) {
      letter = letters.one(place);
    }
    if (letter == null) {
      System.err.println("slugline: there is no dead letter " + id);
      return 1;
    }
    if (bytes) {
      out.bytes(letter.value());
      return 0;
    }
    Story story = Story.of(config, letter);
    if (json) {
      out.json(fields(letter, story));
    } else {
      LetterText.story(letter, story).forEach(out::line);
      LetterText.bytes(letter.value(), most).forEach(out::line);
    }
    return 0;
  }

  private static Map<String, Object> fields(Letter letter, Story story) {
    Map<String, Object> fields =
        new LinkedHashMap<>(DeadLettersListCommand.fields(letter, story.replayed()));
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : letter.headers()) {
      String value = SluglineHeaders.get(letter.headers(), header.key());
      headers.put(header.key(), value == null ? "" : value);
    }
    fields.put("headers", headers);
    if (story.replayOf() != null) {
      fields.put("replayOf", String.valueOf(story.replayOf()));
    }
    fields.put("cameBack", story.cameBack().stream().map(Letter.Id::toString).toList());
    fields.put("receipts", story.receipts());
    fields.put("receiptsOfReplays", story.ofReplays());
    Decoded decoded = Decoded.of(letter.value());
    if (decoded.isBinary()) {
      fields.put("base64", letter.value());
    } else {
      fields.put("text", decoded.text());
      if (!decoded.charset().equals(StandardCharsets.UTF_8)) {
        fields.put("charset", decoded.charset().name());
      }
    }
    return fields;
  }
}
