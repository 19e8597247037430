package dev.slugline.app.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where is listened.
 *
 * @param key the setting that says so
 * @param host a name or an address; IPv6 without its brackets
 * @param port 0: any that is free
 */
record Listener(String key, String host, int port) {

  /** As a setting says it, {@code HOST:PORT} or {@code [IPV6]:PORT}. */
  static Listener of(String key, String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[");
    return new Listener(
        key,
        bracketed ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(text.substring(colon + 1)));
  }

  /** Whether only this machine can reach it; a name that cannot be resolved is taken for no. */
  boolean isLoopback() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The host as it stands in a URL. */
  String urlHost() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  @Override
  public String toString() {
    return urlHost() + ":" + port;
  }
}
