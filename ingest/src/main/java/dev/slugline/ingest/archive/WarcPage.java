package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;

/** One page of a WARC archive. */
final class WarcPage {
  private static final int OK = 200;
  private static final Pattern CHUNK =
      Pattern.compile("\\s*[0-9a-fA-F]{1,16}[ \t]*(;[^\n]*)?\r?\n");

  private final String name;
  private final @Nullable String url;
  private final Limits limits;
  private final Budget budget;
  private final int keep;

  /** What is wrong with this page alone; the message is for a person. */
  static final class Wrong extends IOException {
    private static final long serialVersionUID = 1L;

    Wrong(String reason) {
      super(reason);
    }
  }

  /**
   * @param keep how many of the open containers can go on without it
   */
  WarcPage(String name, @Nullable String url, Limits limits, Budget budget, int keep) {
    this.name = name;
    this.url = url;
    this.limits = limits;
    this.budget = budget;
    this.keep = keep;
  }

  /** Why a response is no page; null: it may be one. */
  @Nullable Part judge(int status, String type) {
    if (status != OK) {
      return skipped("HTTP status " + status);
    }
    int semicolon = type.indexOf(';');
    String bare = semicolon < 0 ? type : type.substring(0, semicolon);
    String lower = bare.strip().toLowerCase(Locale.ROOT);
    boolean page =
        lower.isEmpty() || lower.equals("text/html") || lower.equals("application/xhtml+xml");
    return page ? null : skipped("no page: " + lower);
  }

  Part skipped(String reason) {
    return new Part.Skipped(name, 0, reason);
  }

  Part refused(@Nullable String reason) {
    return new Part.Refused(name, 0, "malformed", String.valueOf(reason));
  }

  /** A page that is there as it is. */
  Part of(byte @Nullable [] block, String type, boolean cut) throws IOException {
    if (block == null || cut) {
      return incomplete(block);
    }
    return read(new ByteArrayInputStream(block), type);
  }

  /** A page within an HTTP response. */
  Part of(byte @Nullable [] block, HttpResponse head, boolean cut) throws IOException {
    if (block == null || cut) {
      return incomplete(block);
    }
    InputStream in = new ByteArrayInputStream(body(block, head));
    List<String> encodings = new ArrayList<>();
    for (String header : head.headers().all("Content-Encoding")) {
      encodings.addAll(List.of(header.toLowerCase(Locale.ROOT).split("[,\\s]+")));
    }
    Collections.reverse(encodings);
    for (String encoding : encodings) {
      in = decoded(in, encoding);
    }
    return read(in, head.headers().first("Content-Type").orElse(""));
  }

  private Part incomplete(byte @Nullable [] block) {
    if (block == null) {
      String size = "more than " + limits.rawMaxBytes();
      String reason = Whole.tooLong(size, limits.rawMaxBytes());
      return new Part.Refused(name, 0, "over-limit", reason);
    }
    return refused("truncated by whoever fetched it (WARC-Truncated)");
  }

  private Part read(InputStream in, String type) throws IOException {
    return new Whole(limits).read(in, name, -1, type.isBlank() ? null : type, url);
  }

  /** The body of the response, put together from its chunks. */
  private static byte[] body(byte[] block, HttpResponse head) throws IOException {
    int start = start(block);
    boolean chunked =
        head.headers()
            .first("Transfer-Encoding")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("chunked");
    String first =
        new String(block, start, Math.min(64, block.length - start), StandardCharsets.ISO_8859_1);
    // some crawlers keep the header and put the chunks together
    if (!chunked || !CHUNK.matcher(first).lookingAt()) {
      return Arrays.copyOfRange(block, start, block.length);
    }
    try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(block)) {
      return HttpResponse.parse(channel).body().stream().readAllBytes();
    } catch (IOException | RuntimeException e) {
      throw new Wrong("the chunks of the HTTP response are damaged or truncated");
    }
  }

  /** Where the headers end. */
  private static int start(byte[] block) {
    for (int i = 0; i < block.length; i++) {
      if (block[i] == '\n') {
        int next = i + 1 < block.length && block[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < block.length && block[next] == '\n') {
          return next + 1;
        }
      }
    }
    return block.length;
  }

  private InputStream decoded(InputStream in, String encoding) throws IOException {
    in.mark(Container.HEAD);
    byte[] head = in.readNBytes(Container.HEAD);
    in.reset();
    Container actual = Container.of(head);
    switch (encoding) {
      case "", "identity", "none", "utf-8" -> {
        return in;
      }
      case "gzip", "x-gzip", "zstd" -> {
        // what is not compressed was decoded by the crawler, which left the header
        return actual == Container.GZIP || actual == Container.ZSTD
            ? new BufferedInputStream(Decompression.of(actual, in, keep, budget))
            : in;
      }
      case "deflate" -> {
        boolean markup = head.length > 0 && head[0] == '<';
        return markup ? in : new BufferedInputStream(Decompression.deflate(in, keep, budget));
      }
      default -> throw new Wrong("content-encoding " + encoding + ", which is not read");
    }
  }
}
