package dev.slugline.app.live;

/**
 * Where the events of one client go: a queue, which is emptied at the client's own speed.
 * Thread-safe, and none of it waits.
 */
public interface Outlet {
  /**
   * Takes bytes to send, which must not change any more.
   *
   * @return false: it is closed, or was now, since the client takes nothing any more
   */
  boolean offer(byte[] bytes);

  /** Whether as much waits as may; it is taken all the same. */
  boolean isFull();

  /** How many bytes wait to be sent. */
  long waiting();

  /** Whether events can still be sent. */
  boolean isOpen();

  /** Sends what waits and these bytes, and closes then. */
  void end(byte[] last);
}
