package dev.slugline.app.config;

import java.nio.file.Path;

/** Where an installation keeps what must outlast it on this machine. */
public final class StateFolder {
  private StateFolder() {}

  /** The user's own: {@code $XDG_STATE_HOME/slugline}, else {@code ~/.local/state/slugline}. */
  public static Path ofUser() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("slugline");
  }
}
