package dev.slugline.ingest.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids that a feed gives to items that differ, and that are thus no ids. */
public final class SharedIds {
  private SharedIds() {}

  /** Takes an id away that items with different URLs, or else titles, have in common. */
  public static void drop(List<Draft> document) {
    Map<String, String> first = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Draft draft : document) {
      String id = draft.get(Field.ID);
      if (id != null && !first.computeIfAbsent(id, key -> mark(draft)).equals(mark(draft))) {
        shared.add(id);
      }
    }
    for (Draft draft : document) {
      String id = draft.get(Field.ID);
      if (id != null && shared.contains(id)) {
        draft.clear(Field.ID);
      }
    }
  }

  private static String mark(Draft draft) {
    String url = draft.get(Field.URL);
    String title = draft.get(Field.TITLE);
    return url != null ? url : title == null ? "" : title;
  }
}
