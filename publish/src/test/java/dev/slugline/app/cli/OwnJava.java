package dev.slugline.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java of a command in a process of its own, as the launcher starts it. */
final class OwnJava {
  private OwnJava() {}

  /** With the tests' class path; from Java 24 on without the warnings of native code and Unsafe. */
  static List<String> command(String... flagsAndArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(flagsAndArguments));
    return command;
  }
}
