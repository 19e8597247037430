package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.ParsedItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An ordinary article with something around it that is dear to read, and what may be spent. */
final class HostilePages {
  private static final Duration MOST = Duration.ofSeconds(5);

  private static final int LARGE = 1_000_000;

  static final String TEXT =
      "<h1>Keeper paints tower red</h1><p>The keeper of Skerrow light has painted his tower red, to"
          + " the dismay of the pilots, who had known it white for a hundred years and more.</p>"
          + "<p>He said on Monday that white paint had become too dear, and that he would not wait"
          + " for another winter to see the old coat come off in the rain.</p>";

  private HostilePages() {}

  /**
   * A page, and what it is called.
   *
   * @param packed as all of them together are more than a small heap holds
   */
  record Page(String name, byte[] packed) {
    byte[] bytes() {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Reads it; it has to end in time, as an article or with a reason. */
    void read() {
      byte[] bytes = bytes();
      Spent spent = Spent.from();
      ParsedItem item = WrittenPages.parse(bytes, WrittenPages.PATIENT);
      assertThat(spent.soFar()).as(name).isLessThan(MOST);
      if (item instanceof ParsedItem.Broken broken) {
        assertThat(broken.code()).as("%s: %s", name, broken.reason()).isNotEqualTo("processor");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Page page(String name, String head, String before, String after) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (String each :
          List.of(
              "<!DOCTYPE html><html><head><title>Tower</title>",
              head,
              "</head><body>",
              before,
              TEXT,
              after,
              "</body></html>")) {
        out.write(each.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(name, packed.toByteArray());
  }

  static String numbered(int times, String form) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < times; i++) {
      out.append(form.replace("#", Integer.toString(i)));
    }
    return out.toString();
  }

  /** Reads the large ones, one after the other, in whatever heap it was started with. */
  public static void main(String[] arguments) {
    Stream.of(HostilePagesTest.pages(), HostileTextsTest.pages())
        .flatMap(pages -> pages)
        .filter(page -> page.bytes().length >= LARGE)
        .forEach(Page::read);
  }
}
