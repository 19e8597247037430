package dev.slugline.app.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes raw records by chance: stories in parallel, one or many items a record, and garbage among
 * them. All items of a story stand under one key, so that their order is defined.
 */
final class Feed {
  /** The largest raw value; the process is configured with it. */
  static final int RAW_MAX_BYTES = 64 * 1024;

  private static final int DESKS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final List<Raw> raws = new ArrayList<>();

  private Feed(Random random) {
    this.random = random;
  }

  /** Raw records with at least so many versions of articles in them. */
  static List<Raw> of(Random random, int articles) throws JsonProcessingException {
    Feed feed = new Feed(random);
    List<Deque<Item>> desks = new ArrayList<>();
    for (int i = 0; i < DESKS; i++) {
      desks.add(new ArrayDeque<>());
    }
    int made = 0;
    for (int story = 0; made < articles; story++) {
      int desk = story % DESKS;
      boolean rss = desk % 4 == 0;
      List<Item> life = Story.life(random, "s" + story, "Wire " + desk, rss);
      made += (int) life.stream().filter(item -> item instanceof Item.Text).count();
      desks.set(desk, feed.shuffled(desks.get(desk), life));
    }
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < DESKS; i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      int desk = open.get(random.nextInt(open.size()));
      feed.next(desk, desks.get(desk));
      if (desks.get(desk).isEmpty()) {
        open.remove(Integer.valueOf(desk));
      }
    }
    return feed.raws;
  }

  /** Two orders into one, each kept. */
  private Deque<Item> shuffled(Deque<Item> one, List<Item> other) {
    Deque<Item> both = new ArrayDeque<>();
    Deque<Item> rest = new ArrayDeque<>(other);
    while (!one.isEmpty() || !rest.isEmpty()) {
      boolean first = rest.isEmpty() || (!one.isEmpty() && random.nextInt(4) > 0);
      both.add(first ? one.remove() : rest.remove());
    }
    return both;
  }

  private void next(int desk, Deque<Item> items) throws JsonProcessingException {
    String key = "desk-" + desk;
    if (random.nextInt(12) == 0) {
      garbage(key);
    }
    Item item = items.remove();
    boolean rss = desk % 4 == 0 && item instanceof Item.Text;
    if (rss) {
      List<Item.Text> texts = new ArrayList<>(List.of((Item.Text) item));
      Set<String> stories = new HashSet<>(Set.of(texts.get(0).story()));
      int size = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
      while (texts.size() < size
          && items.peek() instanceof Item.Text more
          && stories.add(more.story())) {
        texts.add(more);
        items.remove();
      }
      rss(key, texts);
      return;
    }
    List<Item> group = new ArrayList<>(List.of(item));
    int size = random.nextInt(8) == 0 ? 2 + random.nextInt(4) : 1;
    while (desk % 4 != 0 && group.size() < size && !items.isEmpty()) {
      group.add(items.remove());
    }
    if (group.size() == 1) {
      one(key, item);
    } else if (random.nextInt(3) == 0) {
      lines(key, group);
    } else {
      array(key, group);
    }
  }

  private void one(String key, Item item) throws JsonProcessingException {
    Map<String, String> headers = headers("application/json");
    if (item instanceof Item.Kill kill && random.nextBoolean()) {
      headers.put("slugline-action", "retract");
      headers.put("slugline-retraction", kill.kind());
      Map<String, Object> named = Map.of("id", kill.story(), "source", kill.source());
      add(key, JSON.writeValueAsString(named), headers, List.of(item));
      return;
    }
    add(key, json(item), headers, List.of(item));
  }

  private void array(String key, List<Item> group) throws JsonProcessingException {
    List<Item> items = new ArrayList<>();
    List<String> elements = new ArrayList<>();
    for (Item item : group) {
      items.add(item);
      elements.add(json(item));
      if (random.nextInt(10) == 0) {
        String bad = random.nextBoolean() ? "17" : "{\"id\":\"empty\",\"source\":\"Wire\"}";
        items.add(new Item.Broken("malformed", bytes(bad)));
        elements.add(bad);
      }
    }
    String array = "[" + String.join(",", elements) + "]";
    if (random.nextInt(8) == 0) {
      String cut = "{\"id\":\"cut";
      items.add(new Item.Broken("malformed", bytes(cut)));
      array = array.substring(0, array.length() - 1) + "," + cut;
    }
    add(key, array, headers("application/json"), items);
  }

  private void lines(String key, List<Item> group) throws JsonProcessingException {
    List<Item> items = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (Item item : group) {
      items.add(item);
      lines.append(json(item)).append('\n');
    }
    if (random.nextInt(3) == 0) {
      String bad = "{\"id\":\"cut\",\"title\":";
      items.add(new Item.Broken("malformed", bytes(bad)));
      lines.append(bad).append('\n');
    }
    add(key, lines.toString(), headers(null), items);
  }

  private void rss(String key, List<Item.Text> texts) {
    List<Item> items = new ArrayList<>(texts);
    StringBuilder xml = new StringBuilder("<rss version=\"2.0\"><channel><title>");
    xml.append(texts.get(0).source()).append("</title>");
    for (Item.Text text : texts) {
      xml.append("<item><guid>").append(text.story()).append("</guid><title>");
      xml.append(text.title()).append("</title><description>");
      xml.append("&lt;p&gt;").append(text.body().replace("\n\n", "&lt;/p&gt;&lt;p&gt;"));
      xml.append("&lt;/p&gt;</description><pubDate>");
      xml.append(
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Objects.requireNonNull(text.published()).atOffset(ZoneOffset.UTC)));
      xml.append("</pubDate></item>");
    }
    if (random.nextInt(10) == 0) {
      String bad = "<item><guid>bad</guid></item>";
      xml.append(bad);
      items.add(new Item.Broken("malformed", bytes(bad)));
    }
    xml.append("</channel></rss>");
    add(key, xml.toString(), headers("application/rss+xml"), items);
  }

  private void garbage(String key) throws JsonProcessingException {
    int kind = random.nextInt(11);
    if (kind == 0) {
      raws.add(new Raw(key, null, headers(null), List.of(new Item.Skip("empty"))));
    } else if (kind == 1) {
      add(key, " \r\n ", headers(null), List.of(new Item.Skip("empty")));
    } else if (kind == 2) {
      add(key, "[]", headers(null), List.of(new Item.Skip("empty")));
    } else if (kind == 3) {
      String story = key + "-e" + random.nextInt(20);
      String secret =
          "{\"id\":\"%s\",\"title\":\"Kept in\",\"body\":\"Kept in until then.\",\"embargoed\":\"2999-01-01T00:00:00Z\"}"
              .formatted(story);
      add(key, secret, headers(null), List.of(new Item.Held(story)));
    } else if (kind == 4) {
      whole(key, bytes("{\"title\": \"cut off"), "malformed");
    } else if (kind == 5) {
      byte[] noise = new byte[20 + random.nextInt(200)];
      random.nextBytes(noise);
      Arrays.fill(noise, 0, 8, (byte) 0);
      whole(key, noise, "malformed");
    } else if (kind == 6) {
      String page = "<!DOCTYPE html><html><body>A page</body></html>";
      add(key, page, headers(null), List.of(new Item.Skip("a web page without an article")));
    } else if (kind == 7) {
      whole(key, bytes("{\"pubstatus\":\"canceled\"}"), "malformed");
    } else if (kind == 8) {
      String deep = "{\"id\":\"deep\",\"body\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
      whole(key, bytes(deep), "over-limit");
    } else if (kind == 9) {
      byte[] large = new byte[RAW_MAX_BYTES + 1 + random.nextInt(100)];
      Arrays.fill(large, (byte) 'x');
      whole(key, large, "over-limit");
    } else {
      String cut = "<item><title>cut";
      Item.Broken broken = new Item.Broken("malformed", bytes(cut));
      add(key, "<rss><channel>" + cut, headers(null), List.of(broken));
    }
  }

  private void whole(String key, byte[] value, String code) {
    raws.add(new Raw(key, value, headers(null), List.of(new Item.Broken(code, null))));
  }

  private void add(String key, String value, Map<String, String> headers, List<Item> items) {
    raws.add(new Raw(key, bytes(value), headers, List.copyOf(items)));
  }

  /** Some that pass, some that are read, one that must never come out again. */
  private Map<String, String> headers(@Nullable String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (contentType != null && random.nextBoolean()) {
      headers.put("content-type", contentType);
    }
    if (random.nextInt(3) == 0) {
      headers.put("x-secret", "not to be passed on");
    }
    if (random.nextInt(4) == 0) {
      String trace =
          "00-%032x-%016x-01".formatted(random.nextInt(1 << 30), random.nextInt(1 << 30));
      headers.put("traceparent", trace);
    }
    if (random.nextInt(30) == 0) {
      headers.put("slugline-cause", "backfill");
    }
    return headers;
  }

  private static String json(Item item) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (item instanceof Item.Kill kill) {
      fields.put("id", kill.story());
      fields.put("source", kill.source());
      fields.put("pubstatus", kill.kind());
    } else if (item instanceof Item.Text text) {
      fields.put("id", text.story());
      fields.put("source", text.source());
      fields.put("headline", text.title());
      fields.put("body", text.body());
      put(fields, "version", text.version());
      put(fields, "publishedAt", text.published() == null ? null : text.published().toString());
      put(fields, "language", text.language());
      put(fields, "keywords", text.keywords().isEmpty() ? null : text.keywords());
      put(fields, "ednote", text.edNote());
    }
    return JSON.writeValueAsString(fields);
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
