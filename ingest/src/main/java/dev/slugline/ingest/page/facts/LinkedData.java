package dev.slugline.ingest.page.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slugline.ingest.page.script.GivenText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The article that a page's JSON-LD describes. Read leniently: line breaks in strings, marks of
 * CDATA and comments, commas and semicolons at the end; a block that is no JSON even so is left
 * out.
 */
public final class LinkedData {
  private static final int MOST_NODES = 20_000;
  private static final Set<String> POSTINGS =
      Set.of("BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report");
  private static final List<String> INNER =
      List.of("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb");
  private static final int MOST_CRUMBS = 200;
  private static final int MOST_VALUES = 500;
  private static final int MOST_PAGES = 100;

  /** What a page's own node says where its article says nothing. */
  private static final Set<String> OF_PAGE =
      Set.of("datePublished", "dateModified", "author", "creator", "inLanguage", "publisher");

  /** By the depth that they allow; making one costs as much as reading a page. */
  private static final Map<Integer, ObjectMapper> MAPPERS = new ConcurrentHashMap<>();

  private final Map<String, JsonNode> byId = new HashMap<>();
  private final List<JsonNode> articles = new ArrayList<>();
  private final Set<String> types = new HashSet<>();
  private final List<JsonNode> pages = new ArrayList<>();
  private final List<JsonNode> trails = new ArrayList<>();
  private final List<JsonNode> same = new ArrayList<>();
  private JsonNode article = MissingNode.getInstance();
  private boolean named;

  private LinkedData() {}

  public static LinkedData of(Document document, int depth) {
    LinkedData data = new LinkedData();
    ObjectMapper mapper = MAPPERS.computeIfAbsent(depth, LinkedData::mapper);
    for (Element script : document.select("script[type*=ld+json]")) {
      JsonNode root = parse(mapper, script.data());
      if (root != null) {
        data.collect(root);
      }
    }
    OwnArticle own = new OwnArticle(document);
    data.named = data.articles.stream().anyMatch(own::hasAddress);
    data.article = own.of(data.articles);
    data.same.addAll(own.others(data.articles));
    data.same.addAll(data.pages);
    return data;
  }

  private static ObjectMapper mapper(int depth) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .build())
        .build();
  }

  private static @Nullable JsonNode parse(ObjectMapper mapper, String text) {
    String bare =
        text.replace("<![CDATA[", "").replace("]]>", "").replace("<!--", "").replace("-->", "");
    JsonNode node = lenient(mapper, bare);
    return node == null ? lenient(mapper, Parser.unescapeEntities(bare, false)) : node;
  }

  /** Null: no JSON; many pages carry such blocks, and their other words are then read instead. */
  private static @Nullable JsonNode lenient(ObjectMapper mapper, String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void collect(JsonNode root) {
    Deque<JsonNode> left = new ArrayDeque<>(List.of(root));
    int seen = 0;
    while (!left.isEmpty() && seen++ < MOST_NODES) {
      JsonNode node = left.poll();
      if (node.isArray()) {
        node.forEach(left::add);
        continue;
      }
      String id = node.path("@id").textValue();
      if (id != null && node.size() > 1) {
        byId.putIfAbsent(id, node);
      }
      JsonNode type = node.path("@type");
      if (isArticle(type)) {
        articles.add(node);
      } else if (isType(node, "Page", "Review") && pages.size() < MOST_PAGES) {
        pages.add(node);
      } else if (isType(node, "BreadcrumbList")) {
        trails.add(node);
      }
      (type.isArray() ? type : List.of(type)).forEach(each -> types.add(bare(each.asText())));
      for (String name : INNER) {
        JsonNode inner = node.get(name);
        if (inner != null && inner.isContainerNode()) {
          left.add(inner);
        }
      }
    }
  }

  private static boolean isArticle(JsonNode type) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (one.isTextual() && isArticle(one)) {
          return true;
        }
      }
      return false;
    }
    String bare = bare(type.asText());
    return bare.endsWith("Article") || POSTINGS.contains(bare);
  }

  private static String bare(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
  }

  private static boolean isType(JsonNode node, String... ends) {
    JsonNode type = node.path("@type");
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      for (String end : ends) {
        if (one.asText().endsWith(end)) {
          return true;
        }
      }
    }
    return false;
  }

  static @Nullable String url(JsonNode node) {
    JsonNode page = node.path("mainEntityOfPage");
    String url = node.path("url").textValue();
    return url != null ? url : page.isTextual() ? page.textValue() : page.path("@id").textValue();
  }

  public boolean hasArticle() {
    return !article.isMissingNode();
  }

  /** The entries of the live blog that is described, as they come; none: there is no such. */
  public List<JsonNode> liveUpdates() {
    for (JsonNode each : articles) {
      JsonNode updates = each.path("liveBlogUpdate");
      if (!updates.isEmpty()) {
        return updates.isArray() ? List.copyOf(updates.valueStream().toList()) : List.of(updates);
      }
    }
    return List.of();
  }

  /** How many articles are described. */
  public int articles() {
    return articles.size();
  }

  /** Whether one of them has the page's own address. */
  public boolean isPages() {
    return named;
  }

  /** What else the page is described as, by the bare names of schema.org. */
  public Set<String> types() {
    return types;
  }

  @Nullable String url() {
    return url(article);
  }

  /** A text of the article, without entities; null: not given. */
  public @Nullable String text(String name) {
    JsonNode value = value(name);
    JsonNode one = value.isArray() && value.size() > 0 ? value.get(0) : value;
    String text = one.isObject() ? one.path("@value").textValue() : one.textValue();
    return text == null || text.isBlank() ? null : Parser.unescapeEntities(text, false);
  }

  /** What the article says, else what another node of the same article or page does. */
  private JsonNode value(String name) {
    JsonNode value = article.path(name);
    for (JsonNode each : same) {
      boolean said = value.isContainerNode() ? !value.isEmpty() : !value.asText("").isBlank();
      if (said && !value.isNull()) {
        return value;
      }
      if (isArticle(each.path("@type")) || OF_PAGE.contains(name)) {
        value = each.path(name);
      }
    }
    return value;
  }

  /** The texts under a name, of very many the first ones; one text with commas is several. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    JsonNode value = value(name);
    for (JsonNode one : several(value)) {
      String text = one.isTextual() ? one.textValue() : one.path("name").textValue();
      if (text != null && value.isArray()) {
        texts.add(text);
      } else if (text != null) {
        String[] parts = text.split("[,;]", MOST_VALUES + 1);
        texts.addAll(List.of(parts).subList(0, Math.min(parts.length, MOST_VALUES)));
      }
    }
    return texts;
  }

  /** The names under a name: each a text, an object or a reference to one. */
  List<String> names(String name) {
    return names(name, true);
  }

  /** The names under a name of what is not said to be an organization. */
  List<String> people(String name) {
    return names(name, false);
  }

  /** The values under a name, of very many the first ones. */
  private static List<JsonNode> several(JsonNode value) {
    return value.isArray() ? value.valueStream().limit(MOST_VALUES).toList() : List.of(value);
  }

  private List<String> names(String name, boolean all) {
    List<String> names = new ArrayList<>();
    for (JsonNode one : several(value(name))) {
      JsonNode meant = one.has("name") ? one : byId.getOrDefault(one.path("@id").asText(), one);
      JsonNode named = meant.isTextual() ? meant : meant.path("name");
      for (JsonNode each : several(named)) {
        String text = each.isObject() ? each.path("@value").textValue() : each.textValue();
        if (text != null && !text.isBlank() && (all || !isType(meant, "Organization"))) {
          names.add(Parser.unescapeEntities(text, false));
        }
      }
    }
    return names;
  }

  /** The names of the page's trail from the front page to it. */
  List<String> trail() {
    List<String> names = new ArrayList<>();
    for (JsonNode trail : trails) {
      for (JsonNode each : trail.path("itemListElement")) {
        String own = each.path("name").textValue();
        String name = own == null ? each.path("item").path("name").textValue() : own;
        if (name != null && names.size() < MOST_CRUMBS) {
          names.add(Parser.unescapeEntities(name, false));
        }
      }
      if (!names.isEmpty()) {
        return names;
      }
    }
    return names;
  }

  /** Whether the page says that its text is for subscribers. */
  boolean isPaid() {
    return article.path("isAccessibleForFree").asText("true").equalsIgnoreCase("false");
  }

  /** The text of the article, with what can be told of it; null: not given. */
  public @Nullable GivenText articleText() {
    StringBuilder raw = new StringBuilder();
    JsonNode body = article.path("articleBody");
    for (JsonNode each : body.isArray() ? body : List.of(body)) {
      if (each.isTextual()) {
        raw.append(raw.isEmpty() ? "" : "\n\n").append(each.textValue());
      }
    }
    return raw.toString().isBlank() ? null : GivenText.of(raw.toString());
  }
}
