package dev.slugline.app.http;

import dev.slugline.app.http.Tokens.Token;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a token for a while: its end and what it is for, signed with the token. Nothing
 * is remembered of it, so that every instance with the same tokens takes it, and it ends with the
 * token. Thread-safe.
 */
final class Passes {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\.([A-Za-z0-9_-]{43})");

  /** What it is for. */
  enum Use {
    /** One address: it stands in logs and histories, so it only reads, and not for long. */
    TICKET(Duration.ofSeconds(60)),
    /** A browser's session: it does what the token does. */
    COOKIE(Duration.ofHours(12));

    final Duration lasts;

    Use(Duration lasts) {
      this.lasts = lasts;
    }
  }

  /** A pass and its end. */
  record Pass(String text, Instant expiresAt) {}

  private final Tokens tokens;
  private final Clock clock;

  Passes(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  Pass make(Token token, Use use) {
    long end = clock.instant().plus(use.lasts).getEpochSecond();
    return new Pass(
        end + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(token, use, end)),
        Instant.ofEpochSecond(end));
  }

  /** The token that it stands for; null: none, or no more. */
  @Nullable Token token(String text, Use use) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    long end = Long.parseLong(parts.group(1));
    byte[] signature = Base64.getUrlDecoder().decode(parts.group(2));
    Token found = null;
    for (Token token : tokens.all()) {
      if (MessageDigest.isEqual(signature, sign(token, use, end))) {
        found = token;
      }
    }
    return clock.instant().getEpochSecond() < end ? found : null;
  }

  private static byte[] sign(Token token, Use use, long end) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.secret(), ALGORITHM));
      return mac.doFinal((use + " until " + end).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
