package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.ParsedItem;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What pages cost, in time of the processor and in memory taken. The figures are printed: {@code
 * mvn -o test -pl ingest -Dtest=PageCostTest -Dsurefire.useFile=false}.
 */
class PageCostTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int ROUNDS = 3;

  private record Cost(double seconds, double megabytes) {}

  private static Cost cost(List<byte[]> pages) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long time = threads.getCurrentThreadCpuTime();
    for (byte[] page : pages) {
      ParsedItem item = WrittenPages.parse(page, WrittenPages.PATIENT);
      assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    }
    return new Cost(
        (threads.getCurrentThreadCpuTime() - time) / 1e9,
        (threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
  }

  private static Cost warmed(List<byte[]> pages) {
    Cost last = cost(pages);
    for (int i = 1; i < ROUNDS; i++) {
      last = cost(pages);
    }
    return last;
  }

  @Test
  void realPagesEachTakeAFractionOfASecond() {
    List<byte[]> pages = SharedPages.all().stream().map(SharedPages::bytes).toList();
    Cost cost = warmed(pages);
    System.out.printf(
        "%d pages: %.0f a second on one core, %.1f MB taken for one%n",
        pages.size(), pages.size() / cost.seconds, cost.megabytes / pages.size());
    assertThat(cost.seconds).isLessThan(pages.size() * 0.5);
  }

  @Test
  void aPageOfFiveMegabytesTakesSecondsAtMost() {
    String line =
        "<p>The keeper of Skerrow light has painted his tower red, and <a href=/x>said</a> so.</p>";
    String script = "<script>" + "var keeper = 'red';".repeat(100_000) + "</script>";
    String text = line.repeat(3 * MEGABYTE / line.length());
    String page = "<html><body><h1>Tower</h1>" + text + script + "</body></html>";
    Cost cost = warmed(List.of(page.getBytes(StandardCharsets.UTF_8)));
    System.out.printf(
        "a page of %.1f MB: %.2f s on one core, %.0f MB taken%n",
        page.length() / 1e6, cost.seconds, cost.megabytes);
    assertThat(cost.seconds).isLessThan(5);
    assertThat(cost.megabytes).isLessThan(1_500);
  }
}
