package dev.slugline.app.kill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes the life of one story: its versions, repeats, late copies and retractions, in order. */
final class Story {
  /** What tells one version from an older one. */
  enum Order {
    DATE,
    VERSION,
    ARRIVAL
  }

  private static final Instant FIRST = Instant.parse("2025-11-03T08:00:00Z");
  private static final List<String> LEADS =
      List.of(
          "The European Union adopted a new package of economic sanctions against Russia on Monday,"
              + " freezing the assets of several banks, diplomats in Brussels said.",
          "The defence ministry will raise military spending to three per cent of output next year,"
              + " and the defence budget will pay for new tanks, the minister told parliament.",
          "Voters went to the polls on Sunday in a general election that will decide who becomes"
              + " prime minister, and turnout in the election was high.",
          "A strong earthquake struck the coast before dawn, killing dozens of people and"
              + " destroying homes, and rescue workers dug through the rubble.",
          "The central bank raised its key interest rate by half a point on Wednesday to curb"
              + " inflation, and said that consumer prices rise too fast.",
          "The striker scored twice as the home team won the league match three to one, and the"
              + " coach praised his players after the final whistle.",
          "The bakery on the corner has sold bread to its neighbours for sixty years and will keep"
              + " its old oven, the owner said with a smile.",
          "The library extended its opening hours on weekdays, and readers may now return their"
              + " books until late in the evening, the librarian said.");

  private final Random random;
  private final String name;
  private final String source;
  private final boolean feed;
  private final Order order;
  private final List<Item> life = new ArrayList<>();
  private int step = 1;
  private int texts;
  private @Nullable String killed;

  private Story(Random random, String name, String source, boolean feed) {
    this.random = random;
    this.name = name;
    this.source = source;
    this.feed = feed;
    this.order = feed ? Order.DATE : Order.values()[random.nextInt(Order.values().length)];
  }

  /**
   * The items of a story in the order in which they come.
   *
   * @param feed whether its texts come in RSS, where there are fewer fields
   */
  static List<Item> life(Random random, String name, String source, boolean feed) {
    Story story = new Story(random, name, source, feed);
    if (random.nextInt(20) == 0) {
      story.kill();
    }
    story.next(0, null);
    int events = random.nextInt(7);
    for (int i = 0; i < events; i++) {
      story.event();
    }
    return story.life;
  }

  private void event() {
    Item.Text last = lastText();
    int dice = random.nextInt(100);
    if (killed != null) {
      if (dice < 30) {
        kill();
      } else if (dice < 60 && order != Order.ARRIVAL && killed.equals("withheld")) {
        next(1, null);
        killed = null;
      } else {
        life.add(last);
      }
    } else if (dice < 25) {
      life.add(last);
    } else if (dice < 60) {
      next(1, null);
    } else if (dice < 65) {
      next(1, "Correction: an earlier version gave the wrong figure.");
    } else if (dice < 70) {
      next(0, null);
    } else if (dice < 80) {
      life.add(anyText());
    } else if (dice < 88 && order != Order.ARRIVAL) {
      older();
    } else if (dice < 93 && order != Order.ARRIVAL && !feed) {
      minor(last);
    } else {
      kill();
    }
  }

  private void kill() {
    String kind = random.nextInt(3) == 0 ? "withheld" : "canceled";
    life.add(new Item.Kill(name, source, kind));
    killed = "canceled".equals(killed) ? killed : kind;
  }

  /** A new text, so many steps newer than the last. */
  private void next(int steps, @Nullable String edNote) {
    step += steps;
    life.add(text(step, List.of(), feed ? null : edNote));
  }

  private void older() {
    life.add(text(step - 1 - random.nextInt(2), List.of(), null));
  }

  private void minor(Item.Text last) {
    step++;
    Item.Text moved = text(step, List.of("keyword " + step), null);
    life.add(
        new Item.Text(
            name,
            source,
            last.title(),
            last.body(),
            moved.version(),
            moved.published(),
            moved.language(),
            moved.keywords(),
            null));
  }

  private Item.Text text(int at, List<String> keywords, @Nullable String edNote) {
    texts++;
    String mark = name + " " + texts;
    boolean brief = random.nextInt(40) == 0;
    String lead = LEADS.get(random.nextInt(LEADS.size()));
    String body =
        brief ? "A note on " + mark + "." : lead + "\n\nThis is report " + mark + " of the day.";
    return new Item.Text(
        name,
        source,
        "Report " + mark,
        body,
        order == Order.VERSION ? 10L + at : null,
        order == Order.DATE ? FIRST.plusSeconds(3600L * at) : null,
        feed ? null : "en",
        keywords,
        edNote);
  }

  private Item.Text lastText() {
    return texts(life).get(texts(life).size() - 1);
  }

  private Item.Text anyText() {
    return texts(life).get(random.nextInt(texts(life).size()));
  }

  private static List<Item.Text> texts(List<Item> life) {
    return life.stream()
        .map(item -> item instanceof Item.Text text ? text : null)
        .filter(Objects::nonNull)
        .toList();
  }
}
