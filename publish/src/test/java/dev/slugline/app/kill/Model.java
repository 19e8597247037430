package dev.slugline.app.kill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must stand on every topic after these raw records: the design's words as plain maps and
 * lists, with nothing of Kafka and nothing of the code that it judges. A record is a line of text.
 */
final class Model {
  /** What is known of a story. */
  private static final class State {
    int revision;
    final List<String> contents = new ArrayList<>();
    List<String> keywords = List.of();
    @Nullable Long version;
    @Nullable Instant published;
    @Nullable String withdrawal;
    @Nullable String note;
    List<String> tags = List.of();
    boolean none;

    boolean is(String content) {
      return !contents.isEmpty() && contents.get(contents.size() - 1).equals(content);
    }
  }

  /** One item as it was fed. */
  private record At(Raw raw, String place, int number) {
    String trace() {
      return raw.trace();
    }
  }

  private final Tags tags;
  private final Map<String, State> states = new HashMap<>();

  /** By topic (without its prefix), then by story or place: the records in order, as lines. */
  private final Map<String, Map<String, List<String>>> topics = new TreeMap<>();

  /** The stories that an embargo holds. */
  private final Set<String> waiting = new HashSet<>();

  private int items;

  Model(Tags tags) {
    this.tags = tags;
  }

  Map<String, Map<String, List<String>>> topics() {
    return topics;
  }

  /** How many items were fed: each has one receipt. */
  int items() {
    return items;
  }

  /**
   * Takes the next raw record; those of a story in the order in which they lie.
   *
   * @param place where it lies: {@code news.raw-0@17}
   */
  void take(Raw raw, String place) {
    List<String> bad = new ArrayList<>();
    String code = "";
    int number = 0;
    for (Item item : raw.items()) {
      number++;
      items++;
      At at = new At(raw, place, number);
      if (item instanceof Item.Text text) {
        text(text, at);
      } else if (item instanceof Item.Kill kill) {
        kill(kill, at);
      } else if (item instanceof Item.Held held) {
        receipt(at, waiting.add(held.story()) ? "held" : "repeat", held.story(), "", "");
      } else if (item instanceof Item.Skip skip) {
        receipt(at, "skipped", "", "", Account.firstWord(skip.reason()));
      } else if (item instanceof Item.Broken broken) {
        receipt(at, "dead-letter", "", "", broken.code());
        if (broken.bytes() == null) {
          bad.add(Integer.toString(number));
          code = broken.code();
        } else {
          letter(at, Integer.toString(number), broken.code(), broken.bytes());
        }
      }
    }
    if (!bad.isEmpty()) {
      byte[] whole = Objects.requireNonNull(raw.value());
      letter(new At(raw, place, 0), String.join(",", bad), code, whole);
    }
  }

  private void text(Item.Text text, At at) {
    State state = states.computeIfAbsent(text.story(), story -> new State());
    int order = order(text, state);
    boolean known = state.contents.contains(text.content());
    if (state.withdrawal != null) {
      // a copy of what was withdrawn unseen cannot be told from a newer version of it
      boolean newer = order > 0 || (order == 0 && !state.contents.isEmpty() && !known);
      if (state.withdrawal.equals("withheld") && newer) {
        put("withdrawn", text.story(), "withheld returned trace=" + at.trace());
        accept(text, state, at, "update");
      } else {
        receipt(at, "withdrawn", text.story(), "", "");
      }
    } else if (state.revision == 0) {
      accept(text, state, at, "new");
    } else if (order < 0) {
      receipt(at, "stale", text.story(), "", "");
    } else if (state.is(text.content()) && text.keywords().equals(state.keywords)) {
      receipt(at, "repeat", text.story(), "", "");
    } else if (state.is(text.content())) {
      accept(text, state, at, "minor");
    } else if (order == 0 && known) {
      receipt(at, "repeat", text.story(), "", "");
    } else {
      boolean again = text.edNote() == null || text.edNote().equals(state.note);
      accept(text, state, at, again ? "update" : "correction");
    }
  }

  /** By the first of version and date that both have; 0: arrival decides. */
  private static int order(Item.Text text, State state) {
    if (text.version() != null && state.version != null) {
      return text.version().compareTo(state.version);
    }
    if (text.published() != null && state.published != null) {
      return text.published().compareTo(state.published);
    }
    return 0;
  }

  private void accept(Item.Text text, State state, At at, String kind) {
    state.revision++;
    state.withdrawal = null;
    state.contents.remove(text.content());
    state.contents.add(text.content());
    state.keywords = text.keywords();
    state.note = text.edNote();
    state.version = text.version() == null ? state.version : text.version();
    state.published = text.published() == null ? state.published : text.published();
    String outcome = state.revision == 1 ? "article" : "revision";
    receipt(at, outcome, text.story(), Integer.toString(state.revision), "");
    String cause =
        at.raw().backfill()
            ? "backfill"
            : kind.equals("new") || kind.equals("correction") ? kind : "revision";
    put(
        "articles",
        text.story(),
        line(
            "text=" + text.content(),
            "kind=" + kind,
            "keywords=" + text.keywords(),
            "place=" + at.place() + "#" + at.number(),
            "revision=" + state.revision,
            "cause=" + cause,
            "trace=" + at.trace()));
    publish(text, state, at, cause);
  }

  private void publish(Item.Text text, State state, At at, String cause) {
    Tags.Answer answer = tags.of(text);
    TreeSet<String> lost = new TreeSet<>(state.tags);
    answer.ids().forEach(lost::remove);
    TreeSet<String> told = new TreeSet<>(lost);
    if (state.none && !answer.ids().isEmpty()) {
      told.add("none");
    }
    String body = "text=" + text.content() + " tagged=" + answer.ids();
    put("enriched", text.story(), line(body, headers(state, at, cause, answer.ids(), told)));
    for (String tag : answer.ids()) {
      put("tag." + tag, text.story(), line(body, headers(state, at, cause, answer.ids(), told)));
    }
    String gone = headers(state, at, "lost-tag", answer.ids(), told);
    for (String tag : lost) {
      put("tag." + tag, text.story(), line("tombstone", gone));
    }
    if (answer.ids().isEmpty()) {
      String headers = headers(state, at, cause, answer.ids(), told);
      put("tag.none", text.story(), line(body, headers, "why=" + answer.why()));
    } else if (state.none) {
      put("tag.none", text.story(), line("tombstone", gone));
    }
    state.tags = answer.ids();
    state.none = answer.ids().isEmpty();
  }

  private void kill(Item.Kill kill, At at) {
    State state = states.computeIfAbsent(kill.story(), story -> new State());
    if (kill.kind().equals(state.withdrawal) || "canceled".equals(state.withdrawal)) {
      receipt(at, "repeat", kill.story(), "", "");
      return;
    }
    state.revision++;
    state.withdrawal = kill.kind();
    receipt(at, "retraction", kill.story(), Integer.toString(state.revision), "");
    put(
        "articles",
        kill.story(),
        line(
            "retraction=" + kill.kind(),
            "place=" + at.place() + "#" + at.number(),
            "revision=" + state.revision,
            "cause=retraction",
            "trace=" + at.trace()));
    put("withdrawn", kill.story(), kill.kind() + " withdrawn trace=" + at.trace());
    TreeSet<String> lost = new TreeSet<>(state.tags);
    String gone = line("tombstone", headers(state, at, "retraction", List.of(), lost));
    put("enriched", kill.story(), gone);
    for (String tag : lost) {
      put("tag." + tag, kill.story(), gone);
    }
    if (state.none) {
      put("tag.none", kill.story(), gone);
    }
    state.tags = List.of();
    state.none = false;
  }

  private String headers(
      State state, At at, String cause, List<String> tags, Iterable<String> lost) {
    return line(
        "revision=" + state.revision,
        "cause=" + cause,
        "tags=" + String.join(",", tags),
        "untagged=" + String.join(",", lost),
        "trace=" + at.trace());
  }

  private void receipt(At at, String outcome, String story, String revision, String reason) {
    put(
        "receipts",
        at.place() + "#" + at.number(),
        line(
            outcome,
            "of=" + at.raw().items().size(),
            "key=" + at.raw().key(),
            "story=" + story,
            "revision=" + revision,
            "reason=" + reason,
            "trace=" + at.trace()));
  }

  private void letter(At at, String numbers, String code, byte[] bytes) {
    put(
        "dead-letter",
        at.place() + "#" + numbers,
        line(code, "key=" + at.raw().key(), "trace=" + at.trace(), Account.bytes(bytes)));
  }

  private void put(String topic, String key, String line) {
    topics
        .computeIfAbsent(topic, name -> new TreeMap<>())
        .computeIfAbsent(key, name -> new ArrayList<>())
        .add(line);
  }

  private static String line(String... parts) {
    return String.join(" | ", parts);
  }
}
