package dev.slugline.app.http;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** How a listener takes connections: in the clear or with TLS, and how many, how long. */
record Connectors(Listener listener, HttpLimits limits, SslContextFactory.@Nullable Server tls) {
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;
  private static final int BACKLOG = 512;
  private static final int FEWEST_THREADS = 8;

  /** What is idle this long is ended while no further connection can be taken. */
  private static final long CROWDED_IDLE_MILLIS = 2_000;

  void configure(JavalinConfig config) {
    QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), FEWEST_THREADS);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(this::modify);
    config.jetty.addConnector(this::connector);
  }

  private void modify(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HttpLimits.HEADER_BYTES);
    // a path of which two readers could think differently is refused
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    if (tls != null) {
      SecureRequestCustomizer customizer = new SecureRequestCustomizer();
      customizer.setSniHostCheck(false); // the gate checks the name
      http.addCustomizer(customizer);
    }
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, ACCEPTORS, SELECTORS, plain)
            : new ServerConnector(
                server,
                ACCEPTORS,
                SELECTORS,
                new SslConnectionFactory(tls, plain.getProtocol()),
                plain);
    connector.setHost(listener.host());
    connector.setPort(listener.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(limits.idle().toMillis());
    NetworkConnectionLimit most = new NetworkConnectionLimit(limits.connections(), connector);
    most.setEndPointIdleTimeout(Math.min(CROWDED_IDLE_MILLIS, limits.idle().toMillis()));
    connector.addBean(most);
    server.addBean(new HalfRequests(connector, limits.header()));
    return connector;
  }
}
