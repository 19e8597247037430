package dev.slugline.app.view;

/** The view cannot answer yet, or for a moment; it says how far it is. */
public final class RestoringException extends Exception {
  private static final long serialVersionUID = 1L;

  RestoringException(String message) {
    super(message);
  }

  RestoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
