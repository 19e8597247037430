package dev.slugline.ingest.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on the loopback that answers byte for byte what a test tells it to. */
final class BadServer implements AutoCloseable {
  /** Writes an answer, sound or not. */
  interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** A request: its line, and its headers. */
  record Asked(String line, List<String> headers) {}

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  BadServer() throws IOException {
    Thread accepting = new Thread(this::accept, "bad-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  void on(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** A whole answer with these header lines. */
  void on(String path, String status, String headers, String body) {
    on(path, status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  void on(String path, String status, String headers, byte[] body) {
    on(
        path,
        out -> {
          text(out, "HTTP/1.1 " + status + "\r\n" + headers);
          text(out, "Content-Length: " + body.length + "\r\n\r\n");
          out.write(body);
        });
  }

  static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** An answer whose body has no end. */
  static void endless(OutputStream out) throws IOException {
    endless(out, "200 OK");
  }

  static void endless(OutputStream out, String status) throws IOException {
    text(out, "HTTP/1.1 " + status + "\r\n\r\n");
    byte[] block = new byte[8_192];
    Arrays.fill(block, (byte) 'x');
    while (true) {
      out.write(block);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread serving = new Thread(() -> serve(client), "bad-answer");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      String line = in.readLine();
      List<String> headers = new ArrayList<>();
      for (String header = in.readLine(); header != null && !header.isEmpty(); ) {
        headers.add(header);
        header = in.readLine();
      }
      if (line == null) {
        return;
      }
      asked.add(new Asked(line, headers));
      Answer answer = answers.get(line.split(" ", -1)[1]);
      if (answer == null) {
        text(client.getOutputStream(), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      } else {
        answer.write(client.getOutputStream());
      }
      client.getOutputStream().flush();
    } catch (IOException e) {
      // the client went away, as it should from some of these answers
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
