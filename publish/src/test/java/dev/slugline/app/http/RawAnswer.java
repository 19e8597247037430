package dev.slugline.app.http;

import static java.util.regex.Pattern.DOTALL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says to bytes that no well-behaved client sends, up to the end of the connection.
 */
record RawAnswer(String text) {
  private static final Pattern ASKED = Pattern.compile("([A-Z]+) (/\\S*) HTTP/1\\.1\r\n.*", DOTALL);

  /**
   * Sends the bytes as they are, and reads until the server ends the connection. A refusal is one
   * that the OpenAPI document declares, where what is asked can be told from the bytes.
   */
  static RawAnswer to(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      write(socket, request);
      RawAnswer answer = read(socket);
      Matcher asked = ASKED.matcher(request);
      if (answer.status() >= 400 && asked.matches()) {
        DeclaredAnswers.check(answer.to(asked.group(1), asked.group(2)));
      }
      return answer;
    }
  }

  private DeclaredAnswers.Answer to(String method, String target) {
    return new DeclaredAnswers.Answer(method, target, status(), this::header, body());
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(90_000);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static RawAnswer read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      all.write(new byte[0]); // reset: what came before it is the answer
    }
    return new RawAnswer(all.toString(StandardCharsets.ISO_8859_1));
  }

  /** 0: there was no answer. */
  int status() {
    return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
  }

  String header(String name) {
    for (String line : head().split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  String head() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end);
  }

  String body() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.substring(end + 4);
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(body());
  }
}
