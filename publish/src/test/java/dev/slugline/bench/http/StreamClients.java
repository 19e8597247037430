package dev.slugline.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Any number of clients of {@code GET /v1/stream}, all read by one thread. */
public final class StreamClients implements AutoCloseable {
  private final Selector selector;
  private final List<StreamReader> readers = new ArrayList<>();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicLong events = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable IOException failure;

  private StreamClients() throws IOException {
    selector = Selector.open();
    thread = new Thread(this::read, "stream-clients");
    thread.setDaemon(true);
  }

  /**
   * Connects a client for each path; the thread begins to read when all have asked.
   *
   * @param receiveBuffer of each socket, in bytes; 0: as the system has it
   */
  public static StreamClients connect(int port, List<String> paths, int receiveBuffer)
      throws IOException {
    StreamClients clients = new StreamClients();
    for (String path : paths) {
      SocketChannel channel = SocketChannel.open();
      if (receiveBuffer > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      }
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.configureBlocking(false);
      StreamReader reader = new StreamReader(clients.events);
      clients.readers.add(reader);
      clients.channels.add(channel);
      channel.register(clients.selector, SelectionKey.OP_READ, reader);
    }
    clients.thread.start();
    return clients;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    try {
      while (!closed) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          buffer.clear();
          if (((SocketChannel) key.channel()).read(buffer) < 0) {
            key.cancel();
            ((StreamReader) key.attachment()).end();
          } else {
            ((StreamReader) key.attachment()).take(buffer.flip());
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | RuntimeException e) {
      failure = new IOException("reading the streams failed", e);
    }
  }

  /** Each client's reader, in the order of the paths. */
  public List<StreamReader> readers() throws IOException {
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return readers;
  }

  /** How many articles they have got, all together. */
  public long events() {
    return events.get();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
