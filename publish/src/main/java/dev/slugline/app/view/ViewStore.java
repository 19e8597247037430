package dev.slugline.app.view;

import static dev.slugline.app.view.ViewLayout.CURRENT_KEY;
import static dev.slugline.app.view.ViewLayout.FORMAT;
import static dev.slugline.app.view.ViewLayout.FORMAT_KEY;
import static dev.slugline.app.view.ViewLayout.bytes;
import static dev.slugline.app.view.ViewLayout.listKey;
import static dev.slugline.app.view.ViewLayout.listPrefix;
import static dev.slugline.app.view.ViewLayout.number;
import static dev.slugline.app.view.ViewLayout.offsetKey;
import static dev.slugline.app.view.ViewLayout.place;
import static dev.slugline.app.view.ViewLayout.startsWith;
import static dev.slugline.app.view.ViewLayout.tagKey;
import static dev.slugline.app.view.ViewLayout.tagOf;
import static dev.slugline.app.view.ViewLayout.tagState;
import static dev.slugline.app.view.ViewLayout.text;
import static dev.slugline.app.view.ViewLayout.topicKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksObject;
import org.rocksdb.Snapshot;

/**
 * The view on disk. One thread writes, any number read; nobody may be reading when it is closed.
 * Takes some {@value #CACHE_MIB} MiB of memory for reading and at most {@value #WRITE_MIB} MiB for
 * writing, however much it holds.
 */
final class ViewStore implements AutoCloseable {
  private static final int CACHE_MIB = 32;
  private static final int WRITE_MIB = 48;
  private static final long MIB = 1024L * 1024;

  /** The most places of a list that one page looks at. */
  static final int MAX_LOOKED_AT = 20_000;

  private final List<RocksObject> opened = new ArrayList<>();
  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private final Map<String, TagState> tags = new ConcurrentHashMap<>();
  private final RocksDB db;

  static {
    RocksDB.loadLibrary();
  }

  private ViewStore(Path folder) throws RocksDBException {
    DBOptions options =
        keep(new DBOptions())
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setMaxOpenFiles(256)
            .setDbWriteBufferSize(WRITE_MIB * MIB);
    Cache cache = keep(new LRUCache(CACHE_MIB * MIB));
    List<ColumnFamilyDescriptor> families =
        List.of(
            family("default", cache),
            family("articles", cache),
            family("listed", cache),
            family("lists", cache),
            family("withdrawn", cache));
    db = RocksDB.open(options, folder.toString(), families, handles);
  }

  private ColumnFamilyDescriptor family(String name, Cache cache) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setCacheIndexAndFilterBlocks(true)
            .setFilterPolicy(keep(new BloomFilter(10)));
    ColumnFamilyOptions options =
        keep(new ColumnFamilyOptions())
            .setTableFormatConfig(table)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setWriteBufferSize(16 * MIB);
    return new ColumnFamilyDescriptor(bytes(name), options);
  }

  private <T extends RocksObject> T keep(T part) {
    opened.add(part);
    return part;
  }

  /**
   * Opens a store, or makes it.
   *
   * @throws RocksDBException when it is broken
   */
  static ViewStore open(Path folder) throws IOException, RocksDBException {
    Files.createDirectories(folder);
    ViewStore store = new ViewStore(folder);
    try {
      store.begin();
      return store;
    } catch (RocksDBException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void begin() throws RocksDBException {
    byte[] format = db.get(FORMAT_KEY);
    if (format == null) {
      db.put(FORMAT_KEY, bytes(FORMAT));
    } else if (number(format) != FORMAT) {
      throw new RocksDBException("is of layout " + number(format) + ", not " + FORMAT);
    }
    try (RocksIterator it = db.newIterator()) {
      byte[] first = tagKey("");
      for (it.seek(first); it.isValid() && startsWith(it.key(), first); it.next()) {
        tags.put(tagOf(it.key()), tagState(it.value()));
      }
      it.status();
    }
  }

  RocksDB db() {
    return db;
  }

  ColumnFamilyHandle articles() {
    return handles.get(1);
  }

  ColumnFamilyHandle listed() {
    return handles.get(2);
  }

  ColumnFamilyHandle lists() {
    return handles.get(3);
  }

  ColumnFamilyHandle withdrawn() {
    return handles.get(4);
  }

  /** The tags that were ever on an article here; without the time of the last. */
  Map<String, TagState> tags() {
    return tags;
  }

  /** Where a partition goes on; -1: nothing of it was read. */
  long offset(String topic, int partition) throws RocksDBException {
    byte[] offset = db.get(offsetKey(topic, partition));
    return offset == null ? -1 : number(offset);
  }

  /** The id of the topic that it was read from; empty: none yet. */
  String topicId(String topic) throws RocksDBException {
    byte[] id = db.get(topicKey(topic));
    return id == null ? "" : text(id);
  }

  void topicId(String topic, String id) throws RocksDBException {
    db.put(topicKey(topic), bytes(id));
  }

  /** When it last had all that there was; else when it was begun; -1: not begun. */
  long current() throws RocksDBException {
    byte[] current = db.get(CURRENT_KEY);
    return current == null ? -1 : number(current);
  }

  void current(long millis) throws RocksDBException {
    db.put(CURRENT_KEY, bytes(millis));
  }

  byte @Nullable [] article(String id) throws RocksDBException {
    return db.get(articles(), bytes(id));
  }

  /** The entry of the register; null: none. */
  byte @Nullable [] withdrawal(String id) throws RocksDBException {
    return db.get(withdrawn(), bytes(id));
  }

  @Nullable Listed listed(String id) throws RocksDBException {
    byte[] bytes = db.get(listed(), bytes(id));
    return bytes == null ? null : Listed.ofBytes(bytes);
  }

  /** The state of a tag with the arrival of its newest article. */
  TagState tag(String tag) throws RocksDBException {
    TagState state = tags.getOrDefault(tag, TagState.NONE);
    try (RocksIterator it = db.newIterator(lists())) {
      byte[] prefix = listPrefix(tag);
      it.seek(prefix);
      if (it.isValid() && startsWith(it.key(), prefix)) {
        Instant last = Instant.ofEpochMilli(place(it.key(), prefix.length).arrived());
        return new TagState(state.count(), last, state.changed());
      }
      it.status();
      return state;
    }
  }

  /** A page of a tag's list, from one moment. */
  Page list(String tag, ListQuery query) throws RocksDBException {
    Snapshot snapshot = db.getSnapshot();
    try (ReadOptions options = new ReadOptions().setSnapshot(snapshot);
        RocksIterator it = db.newIterator(lists(), options)) {
      return list(tag, query, options, it);
    } finally {
      db.releaseSnapshot(snapshot);
    }
  }

  private Page list(String tag, ListQuery query, ReadOptions options, RocksIterator it)
      throws RocksDBException {
    byte[] prefix = listPrefix(tag);
    List<byte[]> articles = new ArrayList<>();
    Cursor last = null;
    int looked = 0;
    for (it.seek(start(tag, query)); it.isValid(); it.next()) {
      if (!startsWith(it.key(), prefix)) {
        return new Page(articles, null);
      }
      Cursor place = place(it.key(), prefix.length);
      if (query.since() != null && place.arrived() < query.since().toEpochMilli()) {
        return new Page(articles, null);
      }
      if (place.equals(query.after())) {
        continue;
      }
      if (articles.size() == query.limit() || looked == MAX_LOOKED_AT) {
        return new Page(articles, last);
      }
      looked++;
      last = place;
      byte[] id = bytes(place.id());
      byte[] listed = db.get(listed(), options, id);
      if (listed != null && query.takes(Listed.ofBytes(listed), tag)) {
        articles.add(db.get(articles(), options, id));
      }
    }
    it.status();
    return new Page(articles, null);
  }

  /** Where to look first: what arrived last before the bound, or after the cursor. */
  private static byte[] start(String tag, ListQuery query) {
    Cursor after = query.after();
    long newest = Long.MAX_VALUE;
    if (query.until() != null) {
      newest = query.until().toEpochMilli() - 1;
    }
    if (after != null && after.arrived() <= newest) {
      return listKey(tag, after.arrived(), after.id());
    }
    return listKey(tag, newest, "");
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }
}
