package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.StateFolder;
import dev.slugline.app.http.Passes.Pass;
import dev.slugline.app.http.Passes.Use;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.http.Tokens.Token;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a token where one is needed, and gives what stands for it for a while. A token comes as
 * {@code Authorization: Bearer}, as the password of {@code Basic} (feed readers), as a ticket in
 * the address (a browser's event source has no headers), or as a browser's cookie. Thread-safe.
 */
final class Admission implements Route.Resource {
  /** The parameter that every address may have. */
  static final String TICKET = "ticket";

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final String COOKIE = "slugline";

  private final @Nullable Tokens tokens;
  private final @Nullable Path file;
  private final boolean publicRead;
  private final boolean secure;

  private Admission(
      @Nullable Tokens tokens, @Nullable Path file, boolean publicRead, boolean secure) {
    this.tokens = tokens;
    this.file = file;
    this.publicRead = publicRead;
    this.secure = secure;
  }

  /**
   * As the settings and the listener have it: beyond the loopback, or with a file of tokens, a
   * token is needed.
   *
   * @param secure whether the listener speaks TLS
   */
  static Admission of(SluglineConfig config, Listener listener, boolean secure) throws IOException {
    boolean publicRead = config.flag("http.read.public");
    String file = config.text("http.tokens.file");
    if (!file.isEmpty()) {
      return new Admission(Tokens.read(Path.of(file)), Path.of(file), publicRead, secure);
    }
    if (listener.isLoopback()) {
      return new Admission(null, null, publicRead, secure);
    }
    String state = config.text("state.dir");
    Path folder = state.isEmpty() ? StateFolder.ofUser() : Path.of(state);
    Path made = folder.resolve("tokens").toAbsolutePath();
    Tokens tokens =
        Tokens.readOrMake(
            made, () -> LOG.warn("Tokens for reading and writing were made, into {}", made));
    return new Admission(tokens, made, publicRead, secure);
  }

  /** Where none is needed. */
  static Admission open() {
    return new Admission(null, null, true, false);
  }

  /** Where the tokens stand; null: none is needed. */
  @Nullable Path file() {
    return file;
  }

  /** Refuses who may not ask this. */
  void check(Access wanted, Context context) throws Problem {
    boolean free = wanted == Access.MANAGEMENT || (wanted == Access.READ && publicRead);
    Tokens known = tokens;
    if (free || known == null) {
      return;
    }
    Token token = given(context, known);
    if (token == null) {
      throw new Problem(
              401,
              "no-token",
              "Token needed",
              "This takes a token: Authorization: Bearer TOKEN, or Basic with the token as the"
                  + " password; the one that was given, if any, is not valid, or no more")
          .header("WWW-Authenticate", "Bearer realm=\"slugline\", Basic realm=\"slugline\"");
    }
    boolean ticketWrites = !isReading(context) && Parameters.given(context, TICKET) != null;
    if (ticketWrites || !token.allows(wanted)) {
      throw new Problem(
          403, "read-only", "Reading token", "This takes a token for writing; this one only reads");
    }
  }

  private static boolean isReading(Context context) {
    return context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
  }

  private static @Nullable Token given(Context context, Tokens known) throws Problem {
    String authorization = context.header("Authorization");
    if (authorization != null) {
      String[] words = authorization.strip().split("\\s+", 2);
      String rest = words.length < 2 ? "" : words[1];
      return switch (words[0].toLowerCase(Locale.ROOT)) {
        case "bearer" -> known.find(rest);
        case "basic" -> known.find(password(rest));
        default -> null;
      };
    }
    Passes passes = new Passes(known, Clock.systemUTC());
    String ticket = Parameters.given(context, TICKET);
    if (ticket != null) {
      return passes.token(ticket, Use.TICKET);
    }
    String cookie = context.cookie(COOKIE);
    return cookie == null ? null : passes.token(cookie, Use.COOKIE);
  }

  /** Whatever the name: a token needs none. */
  private static String password(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return ""; // no token is empty
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.POST, "/v1/tickets", Access.READ, Set.of(), this::ticket),
        new Route(HandlerType.POST, "/v1/session", Access.READ, Set.of(), this::login),
        new Route(HandlerType.DELETE, "/v1/session", Access.READ, Set.of(), this::logout));
  }

  private void ticket(Context context) throws Problem {
    Pass pass = pass(context, Use.TICKET);
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("ticket", pass.text()).put("expiresAt", pass.expiresAt().toString());
    context.status(201);
    JsonAnswer.send(context, json);
  }

  private void login(Context context) throws Problem {
    Pass pass = pass(context, Use.COOKIE);
    context.cookie(
        new Cookie(
            COOKIE,
            pass.text(),
            "/",
            (int) Use.COOKIE.lasts.toSeconds(),
            secure,
            true,
            null,
            SameSite.STRICT));
    context.status(204);
  }

  private void logout(Context context) {
    context.cookie(new Cookie(COOKIE, "", "/", 0, secure, true, null, SameSite.STRICT));
    context.status(204);
  }

  /** Where no token was asked for, and none given, it stands for nothing, and nothing is needed. */
  private Pass pass(Context context, Use use) throws Problem {
    Tokens known = tokens;
    Token token = known == null ? null : given(context, known);
    return known == null || token == null
        ? new Pass("none", Instant.now().plus(use.lasts))
        : new Passes(known, Clock.systemUTC()).make(token, use);
  }
}
