package dev.slugline.app;

/** Which Slugline this is. */
public final class Release {
  /** The version that records carry. */
  public static final String VERSION = "0.1.0";

  private Release() {}
}
