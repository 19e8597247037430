package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.clean.TextCleaner.Cleaned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lines that go, with what becomes of them, and the near misses that stay: two tables. */
class CleaningTableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BEFORE = "The harbour board met on Monday and chose a new chair.";
  private static final String AFTER = "The next meeting is in June.";

  private static List<String> lines(String name) {
    try (InputStream in = CleaningTableTest.class.getResourceAsStream("/cleaning/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().skip(1).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Cleaned between(String line) {
    return TextCleaner.body(BEFORE + "\n\n" + line + "\n\n" + AFTER);
  }

  @TestFactory
  Stream<DynamicTest> shouldTakeOutWhatIsNoText() {
    return lines("removed.tsv").stream()
        .map(row -> row.split("\t", -1))
        .map(row -> dynamicTest(row[1], () -> shouldTakeOut(row[0], row[1], row[2])));
  }

  private static void shouldTakeOut(String why, String line, String gives) {
    Cleaned cleaned = between(line);

    assertThat(cleaned.body()).isEqualTo(BEFORE + "\n\n" + AFTER);
    assertThat(cleaned.removed()).containsExactly(new Removed(line, why));
    List<String> given = new ArrayList<>();
    if (cleaned.credit() != null) {
      given.add("credit=" + cleaned.credit());
    }
    addDate(given, "published=", cleaned.published());
    addDate(given, "updated=", cleaned.updated());
    assertThat(String.join(" ", given)).isEqualTo(gives);
  }

  private static void addDate(List<String> given, String name, @Nullable String written) {
    if (written != null) {
      given.add(name + NewsDate.read(written, NOW).at());
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldLeaveWhatOnlyLooksLikeIt() {
    return lines("kept.tsv").stream()
        .map(row -> row.split("\t", -1))
        .map(
            row ->
                dynamicTest(
                    row[1],
                    () -> {
                      Cleaned cleaned = between(row[1]);
                      assertThat(cleaned.removed()).isEmpty();
                      assertThat(cleaned.body()).contains(row[1]);
                    }));
  }

  @Test
  void shouldHaveAsManyNearMissesAsLinesThatGo() {
    assertThat(lines("removed.tsv")).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    assertThat(lines("kept.tsv"))
        .hasSizeGreaterThanOrEqualTo(lines("removed.tsv").size())
        .doesNotHaveDuplicates();
  }
}
