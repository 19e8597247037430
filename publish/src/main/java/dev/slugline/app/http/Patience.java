package dev.slugline.app.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * How long a connection may be silent: less while a body is read than while the client waits for an
 * answer that takes its time.
 */
final class Patience {
  private Patience() {}

  /** From now on, also beyond this request. */
  static void set(Context context, Duration silence) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .setIdleTimeout(silence.toMillis());
  }
}
