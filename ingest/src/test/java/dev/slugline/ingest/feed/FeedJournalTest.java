package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedJournalTest {
  private static final FileState HALF = new FileState(new FileStamp(10, 20), 3, -7, false);
  private static final FileState WHOLE = new FileState(new FileStamp(10, 20), 5, 9, true);

  private Path path = Path.of("");

  @BeforeEach
  void folder(@TempDir Path folder) {
    path = folder.resolve("feeds/a.journal");
  }

  @Test
  void shouldRememberFilesAndPlaces() throws Exception {
    write();

    try (FeedJournal journal = FeedJournal.open(path, true)) {
      assertThat(journal.existed()).isTrue();
      assertThat(journal.isSettled()).isTrue();
      assertThat(journal.known("/a%20b")).isEqualTo(WHOLE);
      assertThat(journal.known("/c")).isEqualTo(HALF);
      assertThat(journal.known("/d")).isNull();
      assertThat(journal.next()).isEqualTo(Map.of(0, 101L, 1, 4L));
      journal.begin(Map.of());
    }
    try (FeedJournal journal = FeedJournal.open(path, true)) {
      assertThat(journal.isSettled()).as("what began since has not ended").isFalse();
      assertThat(journal.known("/c")).isEqualTo(HALF);
    }
  }

  @Test
  void shouldPassOverALineThatWasCutOffAndWriteOnBehindTheLastWholeOne() throws Exception {
    write();
    long whole = Files.size(path);
    for (String torn : new String[] {"{\"next\":{\"0\":9", "\0\0\0\0", "{\"files\":[\u00e9"}) {
      try (FeedJournal journal = FeedJournal.open(path, true)) {
        assertThat(journal.existed()).isTrue();
      }
      Files.writeString(path, torn, StandardOpenOption.APPEND);

      try (FeedJournal journal = FeedJournal.open(path, true)) {
        assertThat(journal.next()).containsEntry(0, 101L);
        assertThat(Files.size(path)).isEqualTo(whole);
        assertThat(journal.isSettled()).isTrue();
      }
    }
  }

  @Test
  void shouldBeginAnewUnlessItIsGoneOnWith() throws Exception {
    write();

    try (FeedJournal journal = FeedJournal.open(path, false)) {
      assertThat(journal.existed()).isFalse();
      assertThat(journal.known("/c")).isNull();
    }
  }

  @Test
  void shouldBelongToOneFeedAtATime() throws Exception {
    try (FeedJournal journal = FeedJournal.open(path, false)) {
      assertThat(journal.path()).isEqualTo(path);
      assertThatThrownBy(() -> FeedJournal.open(path, true))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the same inputs are being fed by another process");
    }
    FeedJournal.open(path, true).close();
  }

  private void write() throws IOException {
    try (FeedJournal journal = FeedJournal.open(path, false)) {
      journal.begin(Map.of(0, 7L, 1, 4L));
      journal.settle("/a%20b", HALF);
      journal.settle(0, 99);
      journal.flush(false);
      journal.settle("/a%20b", WHOLE);
      journal.settle("/c", HALF);
      journal.settle(0, 100);
      journal.flush(true);
    }
  }
}
