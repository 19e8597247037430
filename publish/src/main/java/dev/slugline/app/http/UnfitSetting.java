package dev.slugline.app.http;

import java.io.IOException;

/** A setting that cannot be worked with, as it stands or because of the file that it names. */
final class UnfitSetting extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String what;

  /**
   * @param value of the setting, which is never a secret here
   * @param what is wrong, and what would be right; it follows upon key and value
   */
  UnfitSetting(String key, String value, String what) {
    super(key + "=" + value + ": " + what);
    this.key = key;
    this.what = what;
  }

  String key() {
    return key;
  }

  String what() {
    return what;
  }
}
