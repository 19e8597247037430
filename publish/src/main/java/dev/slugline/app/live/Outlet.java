package dev.slugline.app.live;

/**
 * Where the events of one client go: a queue of bounded size, which is emptied at the client's own
 * speed. Thread-safe, and none of it waits.
 */
public interface Outlet {
  /**
   * Takes bytes to send, which must not change any more.
   *
   * @return false: it is closed, or was now, since the client is too slow
   */
  boolean offer(byte[] bytes);

  /** How many bytes wait to be sent. */
  long waiting();

  /** Whether events can still be sent. */
  boolean isOpen();

  /** Sends what waits and these bytes, and closes then. */
  void end(byte[] last);
}
