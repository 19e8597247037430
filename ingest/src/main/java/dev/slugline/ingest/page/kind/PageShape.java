package dev.slugline.ingest.page.kind;

import dev.slugline.ingest.page.kind.PageBlocks.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * How a page is made up: headlines that lead elsewhere with their teasers, and running text that
 * belongs to no such headline. Weights are in characters of an alphabet.
 */
final class PageShape {
  static final int LEAST_PROSE = 60;
  private static final int LONG_TITLE = 25;
  private static final int LONGEST_TEASER = 500;
  private static final int MOST_IN_TEASER = 3;
  private static final int FEWEST_ALIKE = 5;

  private final Map<String, Set<String>> labels = new HashMap<>();
  private final Set<String> headlines = new HashSet<>();
  private final Set<String> teasers = new HashSet<>();
  private final List<String> headings = new ArrayList<>();
  private final List<Block> blocks;
  private final String title;
  private final boolean soleFirst;
  private final int wordless;
  private int prose;
  private int headed;
  private int total;
  private int linked;
  private Run run = new Run(false, false);

  /** Running text between two headlines or headings. */
  private static final class Run {
    private final List<String> texts = new ArrayList<>();
    private final boolean teased;
    private final boolean headed;
    private int weight;

    Run(boolean teased, boolean headed) {
      this.teased = teased;
      this.headed = headed;
    }
  }

  private PageShape(Document document, PageBlocks page) {
    this.blocks = page.blocks();
    this.wordless = page.wordless().size();
    this.title = document.title().strip();
    this.soleFirst = blocks.stream().filter(Block::first).limit(2).count() == 1;
  }

  static PageShape of(Document document, PageAddress address) {
    PageShape shape = new PageShape(document, PageBlocks.of(document, address));
    shape.blocks.forEach(shape::label);
    shape.labels.values().removeIf(pages -> pages.size() < FEWEST_ALIKE);
    shape.blocks.forEach(shape::take);
    shape.close(false);
    return shape;
  }

  private void label(Block block) {
    boolean bare = block.isLink() && !block.heading() && block.weight() < LONG_TITLE;
    if (bare && block.link() != null && !block.apart()) {
      labels.computeIfAbsent(block.text(), it -> new HashSet<>()).add(block.link());
    }
  }

  private void take(Block block) {
    total += block.weight();
    linked += block.linked();
    if (block.apart()) {
      return;
    }
    if (isHeadline(block)) {
      close(false);
      headlines.add(String.valueOf(block.link()));
      teasers.add(block.text());
      run = new Run(true, false);
    } else if (labels.containsKey(block.text())) {
      close(true);
      run = new Run(false, false);
    } else if (isHeading(block)) {
      close(false);
      headings.add(block.text());
      run = new Run(false, true);
    } else if (block.isProse(LEAST_PROSE)) {
      run.texts.add(block.text());
      run.weight += block.weight();
    }
  }

  private boolean isHeadline(Block block) {
    boolean own = block.first() && soleFirst;
    return !own && block.isLink() && (block.weight() >= LONG_TITLE || block.heading());
  }

  private boolean isHeading(Block block) {
    boolean titled = block.weight() >= LONG_TITLE && title.startsWith(block.text());
    return block.heading() || titled;
  }

  private void close(boolean labelled) {
    boolean brief = run.weight <= LONGEST_TEASER && run.texts.size() <= MOST_IN_TEASER;
    if (brief && (run.teased || labelled)) {
      teasers.addAll(run.texts);
      return;
    }
    prose += run.weight;
    headed = run.headed ? Math.max(headed, run.weight) : headed;
  }

  /** How many pages the headlines lead to. */
  int headlines() {
    int labelled = labels.values().stream().mapToInt(Set::size).max().orElse(0);
    return Math.max(headlines.size(), Math.max(labelled, wordless));
  }

  /** The running text that is no headline's teaser. */
  int prose() {
    return prose;
  }

  /** The most running text behind one heading that leads nowhere. */
  int headed() {
    return headed;
  }

  /** All text that is to be seen. */
  int total() {
    return total;
  }

  /** How much of that, in percent, is in links. */
  int linkedPercent() {
    return total == 0 ? 0 : (int) (100L * linked / total);
  }

  /** The headings that lead nowhere. */
  List<String> headings() {
    return headings;
  }

  /** The share of a text's lines that are headlines or teasers of other pages, by length. */
  double teased(String text) {
    long all = 0;
    long teased = 0;
    for (String line : text.split("\n", -1)) {
      String bare = line.strip();
      all += bare.length();
      teased += teasers.contains(bare) ? bare.length() : 0;
    }
    return all == 0 ? 0 : (double) teased / all;
  }

  /** The text of the page that can be seen, in lower case; of each block the beginning. */
  String words(int most) {
    StringBuilder words = new StringBuilder();
    for (Block block : blocks) {
      if (words.length() > most) {
        break;
      }
      words.append(block.text()).append('\n');
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** How much of the running text speaks of one of these words. */
  int speaking(List<String> of) {
    int weight = 0;
    for (Block block : blocks) {
      String words = block.text().toLowerCase(Locale.ROOT);
      boolean speaks = block.isProse(LEAST_PROSE) && of.stream().anyMatch(words::contains);
      weight += speaks ? block.weight() : 0;
    }
    return weight;
  }

  /** The first heading of the first rank; null: there is none. */
  @Nullable String first() {
    for (Block block : blocks) {
      if (block.first()) {
        return block.text();
      }
    }
    return null;
  }
}
