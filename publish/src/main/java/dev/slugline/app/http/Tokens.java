package dev.slugline.app.http;

import dev.slugline.app.http.Route.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an installation, from a file with lines {@code read TOKEN} and {@code write TOKEN};
 * who may write may also read. Immutable.
 */
final class Tokens {
  private static final String SETTING = "http.tokens.file";
  private static final int SHORTEST = 16;
  private static final int MADE_BYTES = 32;
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private final List<Token> tokens;

  /** One token. */
  record Token(Access access, byte[] secret) {
    boolean allows(Access wanted) {
      return access == Access.WRITE || wanted != Access.WRITE;
    }
  }

  private Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The tokens of a file.
   *
   * @throws UnfitSetting when it is not there, others may read it, or lines are wrong; a token is
   *     never told
   */
  static Tokens read(Path path) throws UnfitSetting {
    SettingFile file = new SettingFile(SETTING, path);
    List<String> wrong = new ArrayList<>();
    String open = open(file);
    if (!open.isEmpty()) {
      wrong.add(open);
    }
    List<Token> tokens = new ArrayList<>();
    List<String> lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String problem = problem(line);
        if (problem.isEmpty()) {
          tokens.add(token(line));
        } else {
          wrong.add("line " + (i + 1) + problem);
        }
      }
    }
    if (wrong.isEmpty() && tokens.isEmpty()) {
      wrong.add("the file has no line 'read TOKEN' or 'write TOKEN'");
    }
    if (!wrong.isEmpty()) {
      throw file.unfit(String.join("; ", wrong));
    }
    return new Tokens(tokens);
  }

  /**
   * Whether others may read or change the file; empty: they may not. A POSIX file system is asked;
   * another one knows no modes.
   */
  private static String open(SettingFile file) throws UnfitSetting {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file.path());
    } catch (UnsupportedOperationException e) {
      return "";
    } catch (IOException e) {
      throw file.unread(e);
    }
    return permissions.stream().anyMatch(OF_OTHERS::contains)
        ? "other users may read or change the file (mode "
            + PosixFilePermissions.toString(permissions)
            + "), make it the server's own: chmod 600 "
            + file.path()
        : "";
  }

  /** What is wrong with a line; empty: nothing. */
  private static String problem(String line) {
    String[] words = line.split("\\s+", -1);
    boolean known = words[0].equals("read") || words[0].equals("write");
    if (words.length != 2 || !known) {
      return " is not 'read TOKEN' or 'write TOKEN'";
    }
    return words[1].length() < SHORTEST
        ? " has a token of fewer than "
            + SHORTEST
            + " characters, 'openssl rand -hex 32' makes a good one"
        : "";
  }

  private static Token token(String line) {
    String[] words = line.split("\\s+", -1);
    Access access = words[0].equals("write") ? Access.WRITE : Access.READ;
    return new Token(access, words[1].getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The tokens of a file of ours, which is made, for its owner alone, where it is not there.
   *
   * @param made is told when it was made
   */
  static Tokens readOrMake(Path file, Runnable made) throws IOException {
    if (!Files.exists(file)) {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "tokens", ""); // for its owner alone
      try {
        Files.writeString(draft, "read " + random() + "\nwrite " + random() + "\n");
        Files.move(draft, file);
        made.run();
      } catch (FileAlreadyExistsException e) {
        Files.delete(draft); // another instance was faster
      }
    }
    return read(file);
  }

  private static String random() {
    byte[] bytes = new byte[MADE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The token that was given; null: there is no such one. Every token is compared whole, so that
   * the time that this takes tells nothing of them.
   */
  @Nullable Token find(String given) {
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    Token found = null;
    for (Token token : tokens) {
      if (MessageDigest.isEqual(bytes, token.secret())) {
        found = token;
      }
    }
    return found;
  }

  List<Token> all() {
    return tokens;
  }
}
