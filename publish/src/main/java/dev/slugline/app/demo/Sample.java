package dev.slugline.app.demo;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bundled articles, which are invented. */
public final class Sample {
  private static final String PLACE = "sample/";

  private Sample() {}

  /** Copies the sample into a folder; the files, in the order in which they are to be fed. */
  public static List<Path> copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (String name : index()) {
      Path file = folder.resolve(name);
      try (InputStream in = open(name)) {
        Files.copy(in, file);
      }
      files.add(file);
    }
    return files;
  }

  private static List<String> index() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open("index"), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Sample.class.getResourceAsStream(PLACE + name);
    if (in == null) {
      throw new FileNotFoundException("the sample lacks " + name);
    }
    return in;
  }
}
