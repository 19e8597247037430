package dev.slugline.app.cli;

import dev.slugline.app.schema.Schemas;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the records look like. */
@Command(
    name = "schema",
    description =
        "Lists the JSON Schemas (2020-12) of all records, or prints one; 'asyncapi' prints the"
            + " AsyncAPI document of topics, keys, headers and messages, 'openapi' the OpenAPI"
            + " document of what is answered over HTTP.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline schema enriched-article",
      "         slugline schema asyncapi > slugline.yaml"
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which one; default: a list.")
  @Nullable String name;

  @Option(names = "--list", description = "List the names, as without one.")
  boolean list;

  @Option(
      names = "--json",
      description = "The list as JSON lines, a document as JSON rather than YAML.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  /** A schema as the list shows it. */
  private record Listed(String name, String of) {}

  @Override
  public Integer call() {
    if (list && name != null) {
      throw usage("give a name or --list");
    }
    if (name == null) {
      list();
    } else if (Schemas.documents().containsKey(name)) {
      out.line(
          json
              ? Schemas.text(Schemas.documentAsJson(name))
              : Schemas.document(name).stripTrailing());
    } else if (Schemas.names().containsKey(name)) {
      out.line(Schemas.text(Schemas.bundled(name)));
    } else {
      throw usage(
          "there is no schema '"
              + name
              + "'; there are: "
              + String.join(", ", Schemas.names().keySet())
              + ", "
              + String.join(", ", Schemas.documents().keySet()));
    }
    return 0;
  }

  private void list() {
    Table table = new Table("name", "of");
    for (Map.Entry<String, String> it : Schemas.names().entrySet()) {
      row(table, new Listed(it.getKey(), it.getValue()));
    }
    for (Map.Entry<String, String> it : Schemas.documents().entrySet()) {
      row(table, new Listed(it.getKey(), it.getValue()));
    }
    if (!json) {
      table.print(out);
    }
  }

  private void row(Table table, Listed listed) {
    if (json) {
      out.json(listed);
    } else {
      table.row(listed.name(), listed.of());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
