package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;

/** A WARC archive: the pages among its responses and resources; other records say nothing. */
final class WarcLevel implements Level {
  private static final String WHAT = "the WARC archive";

  /** Of the headers of a response, beside its page. */
  private static final int HEADERS = 1 << 16;

  private final String archive;
  private final Limits limits;
  private final Budget budget;
  private final int index;
  private final WarcEnd end;
  private final WarcReader reader;
  private String name;
  private boolean any;

  /**
   * @param index of this among the open containers
   */
  WarcLevel(InputStream in, String archive, int index, Budget budget, Limits limits)
      throws IOException {
    this.archive = archive;
    this.name = archive;
    this.limits = limits;
    this.budget = budget;
    this.index = index;
    this.end = new WarcEnd(in);
    try {
      this.reader = new WarcReader(end);
    } catch (IOException | RuntimeException e) {
      throw Damage.of(e, WHAT, index);
    }
    reader.setLenient(true);
    reader.onWarning(warning -> end.expect());
  }

  @Override
  public @Nullable Step next() throws IOException {
    Optional<WarcRecord> record = record();
    while (record.isPresent()) {
      Part part = part(record.get());
      if (part != null) {
        any = true;
        return new Step.Done(part);
      }
      record = record();
    }
    if (!any) {
      any = true;
      return new Step.Done(new Part.Skipped(archive, 0, "an archive without pages"));
    }
    return null;
  }

  private Optional<WarcRecord> record() throws IOException {
    try {
      end.dread();
      return reader.next();
    } catch (WarcEnd.Reached e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      if (end.isReached() && end.isExpected()) {
        return Optional.empty();
      }
      throw Damage.of(e, WHAT, index);
    }
  }

  /** What a record holds; null: nothing of its own. */
  private @Nullable Part part(WarcRecord record) throws IOException {
    if (!(record instanceof WarcResponse) && !(record instanceof WarcResource)) {
      return null;
    }
    String url = record.headers().first("WARC-Target-URI").map(WarcLevel::bare).orElse("");
    if (url.startsWith("dns:")) {
      return null;
    }
    name = EntryName.within(archive, url.isEmpty() ? "a record without a URL" : url);
    WarcPage page = new WarcPage(name, url.isEmpty() ? null : url, limits, budget, index + 1);
    try {
      if (record instanceof WarcResponse response) {
        return isHttp(record) ? response(response, page) : page.skipped("no HTTP response");
      }
      String type = record.headers().first("Content-Type").orElse("");
      Part wrong = page.judge(200, type);
      return wrong != null ? wrong : page.of(block(record), type, cut(record));
    } catch (WarcPage.Wrong e) {
      return page.refused(e.getMessage());
    }
  }

  private Part response(WarcResponse record, WarcPage page) throws IOException {
    HttpResponse http;
    try {
      http = record.http();
    } catch (IOException | RuntimeException e) {
      Damage damage = Damage.of(e, "the HTTP response", index + 1);
      if (end.isReached()) {
        throw new Damage("malformed", WHAT + " is truncated", index);
      }
      throw damage;
    }
    String type = http.headers().first("Content-Type").orElse("");
    Part wrong = page.judge(http.status(), type);
    return wrong != null ? wrong : page.of(block(record), http, cut(record));
  }

  /** The bytes of a record, without its own headers; null: too many. */
  private byte @Nullable [] block(WarcRecord record) throws IOException {
    try {
      int most = limits.rawMaxBytes() + HEADERS;
      byte[] bytes = record.body().stream().readNBytes(most + 1);
      return bytes.length > most ? null : bytes;
    } catch (IOException | RuntimeException e) {
      throw Damage.of(e, WHAT, index);
    }
  }

  private static boolean isHttp(WarcRecord record) {
    String type = record.headers().first("Content-Type").orElse("application/http");
    return type.strip().toLowerCase(Locale.ROOT).startsWith("application/http");
  }

  private static boolean cut(WarcRecord record) {
    return record.truncated() != WarcTruncationReason.NOT_TRUNCATED;
  }

  /** Old writers put URLs into angle brackets. */
  private static String bare(String url) {
    String own = url.strip();
    return own.startsWith("<") && own.endsWith(">") ? own.substring(1, own.length() - 1) : own;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    // what is beneath is closed by whoever opened it
  }
}
