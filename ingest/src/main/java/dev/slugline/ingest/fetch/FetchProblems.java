package dev.slugline.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in plain words what went wrong with a request. */
final class FetchProblems {
  private FetchProblems() {}

  static String told(IOException e, URI url, FetchSettings settings) {
    String host = url.getHost();
    if (e instanceof PublicHosts.LocalHostException) {
      return e.getMessage() + ", which is not asked unless fetch.allow.local=true";
    }
    if (e instanceof UnknownHostException) {
      return "no such host: " + host;
    }
    if (e instanceof ConnectTimeoutException) {
      return "no connection to " + host + " within " + settings.connect().toMillis() + " ms";
    }
    if (e instanceof ConnectException) {
      return "no connection to " + host;
    }
    if (e instanceof SocketTimeoutException) {
      return "no byte came from " + host + " within " + settings.answer().toMillis() + " ms";
    }
    if (e instanceof SSLException) {
      return "no secure connection to " + host + ": " + e.getMessage();
    }
    if (e instanceof NoHttpResponseException) {
      return host + " closed the connection without an answer";
    }
    if (e instanceof ConnectionClosedException || e instanceof EOFException) {
      return "the answer of " + host + " is cut off";
    }
    if (e instanceof ZipException) {
      return "the answer of " + host + " is not compressed as it says";
    }
    return "the answer of " + host + " is no sound HTTP: " + e.getMessage();
  }
}
