package dev.slugline.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output in UTF-8, whatever the locale says, since records and titles are. It remembers
 * why it could not be written, which a {@link PrintStream} does not: a reader that went away has
 * had what it wanted, but what a full disk did not take is lost. Thread-safe.
 */
final class StandardOutput extends PrintStream {
  private static final Path FILE = Path.of("/dev/stdout");

  private final Remembering target;

  private StandardOutput(Remembering target) {
    super(target, true, StandardCharsets.UTF_8);
    this.target = target;
  }

  /** That of this process. */
  static StandardOutput open() {
    return new StandardOutput(new Remembering(new FileOutputStream(FileDescriptor.out)));
  }

  /** The exit code of a command, which is no success where its output is lost; says so. */
  int end(int code) {
    flush();
    IOException failure = target.failure;
    if (failure == null || isReaderGone(failure)) {
      return code;
    }
    System.err.println("slugline: standard output takes no more: " + failure.getMessage());
    return code == 0 ? 1 : code;
  }

  /** The system says it in the user's language; in others, all but a file is taken for a pipe. */
  private static boolean isReaderGone(IOException failure) {
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean english = Locale.getDefault(Locale.Category.DISPLAY).getLanguage().equals("en");
    return said.contains("pipe")
        || said.contains("reset")
        || (!english && !Files.isRegularFile(FILE));
  }

  private static final class Remembering extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    private Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
