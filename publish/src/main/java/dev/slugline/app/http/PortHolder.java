package dev.slugline.app.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who listens on a port of this machine, as far as Linux tells us: the tables of sockets give the
 * socket's number, and the process that has it open is its holder.
 */
final class PortHolder {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";

  private PortHolder() {}

  /** Such as {@code process 4711 (java)}; null: it cannot be found. */
  static @Nullable String of(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      sockets.addAll(sockets(PROC.resolve("net").resolve(table), port));
    }
    if (sockets.isEmpty()) {
      return null;
    }
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .filter(it -> it.getFileName().toString().matches("\\d+"))
          .filter(it -> hasOpen(it, sockets))
          .map(PortHolder::named)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null; // another system than Linux
    }
  }

  /** The sockets that listen on a port, as the links of a process name them. */
  private static Set<String> sockets(Path table, int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    Set<String> found = new HashSet<>();
    try (Stream<String> lines = Files.lines(table)) {
      lines
          .map(line -> line.strip().split("\\s+"))
          .filter(it -> it.length > 9 && it[1].endsWith(end) && it[3].equals(LISTENS))
          .forEach(it -> found.add("socket:[" + it[9] + "]"));
    } catch (IOException e) {
      return found; // no such table here
    }
    return found;
  }

  private static boolean hasOpen(Path process, Set<String> sockets) {
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.anyMatch(it -> isOneOf(it, sockets));
    } catch (IOException e) {
      return false; // ended meanwhile, or another user's
    }
  }

  private static boolean isOneOf(Path link, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  /** Its name only: the arguments of a command can hold passwords. */
  private static String named(Path process) {
    String pid = process.getFileName().toString();
    try {
      return "process " + pid + " (" + Files.readString(process.resolve("comm")).strip() + ")";
    } catch (IOException e) {
      return "process " + pid;
    }
  }
}
