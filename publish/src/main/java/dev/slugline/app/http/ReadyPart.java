package dev.slugline.app.http;

import java.util.function.Supplier;

/**
 * One thing that an instance needs before it can serve.
 *
 * @param name a word, such as {@code broker}
 * @param detail what it is or what it lacks, for a person
 */
public record ReadyPart(String name, boolean ready, String detail) {

  /** Says how a part stands: at once, without asking a broker, on any thread. */
  public interface Source extends Supplier<ReadyPart> {}
}
