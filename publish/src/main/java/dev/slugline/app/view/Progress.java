package dev.slugline.app.view;

/**
 * How far the view is.
 *
 * @param ready whether it has once read all that there was
 * @param percent of what is to be read before it is, rounded down
 * @param detail for a person: {@code restoring 63 %}, {@code current}
 */
public record Progress(boolean ready, int percent, String detail) {
  static final Progress CURRENT = new Progress(true, 100, "current");

  static Progress restoring(int percent) {
    return new Progress(false, percent, "restoring " + percent + " %");
  }
}
