package dev.slugline.app;

import dev.slugline.app.cli.Slugline;

/** The entry point of the launcher. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.setProperty("slugline.kafka.log.level", "OFF"); // 'run' sets another
    System.exit(Slugline.runAsProcess(args));
  }
}
