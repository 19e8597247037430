package dev.slugline.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param kind what stands behind its fence: what it is, and the file that it goes to, if any
 */
public record PageBlock(String kind, List<String> lines) {
  /** The blocks of a page in their order. */
  public static List<PageBlock> of(Path page) throws IOException {
    List<PageBlock> blocks = new ArrayList<>();
    PageBlock open = null;
    for (String line : Files.readAllLines(page)) {
      if (!line.startsWith("```")) {
        if (open != null) {
          open.lines().add(line);
        }
      } else if (open == null) {
        open = new PageBlock(line.substring(3), new ArrayList<>());
      } else {
        blocks.add(open);
        open = null;
      }
    }
    return blocks;
  }
}
