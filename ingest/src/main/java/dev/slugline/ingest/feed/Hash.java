package dev.slugline.ingest.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The first 64 bits of SHA-256: short names for files and records by the million. */
final class Hash {
  private final MessageDigest digest;

  private Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static long of(String... texts) {
    Hash hash = new Hash();
    for (String text : texts) {
      hash.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return hash.end();
  }

  static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    Hash hash = new Hash();
    hash.add(key);
    hash.add(value);
    for (Header header : headers) {
      hash.add(header.key().getBytes(StandardCharsets.UTF_8));
      hash.add(header.value());
    }
    return hash.end();
  }

  private void add(byte @Nullable [] bytes) {
    digest.update(ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).flip());
    if (bytes != null) {
      digest.update(bytes);
    }
  }

  private long end() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
