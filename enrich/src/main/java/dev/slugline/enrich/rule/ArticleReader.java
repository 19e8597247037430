package dev.slugline.enrich.rule;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafMetaData;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TermVectors;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * The title and body of one article as an index of one document, number 0, for Lucene's own
 * iterators: terms with positions and offsets, and nothing else. Arranges a field when it is first
 * asked for. Not thread-safe; needs no closing.
 */
final class ArticleReader extends LeafReader {
  private final Words words;
  private final Map<String, TokenBuffer> tokens;
  private final Map<String, ArticleTerms> terms = new HashMap<>();

  /**
   * Reads an article.
   *
   * @param title its tokens; these and those of the body must stay as they are while this is used
   */
  ArticleReader(Words words, TokenBuffer title, TokenBuffer body) {
    this.words = words;
    tokens = Map.of("title", title, "body", body);
  }

  @Override
  public @Nullable Terms terms(String field) {
    TokenBuffer found = tokens.get(field);
    // a field without tokens has no terms in an index either
    return found == null || found.count == 0
        ? null
        : terms.computeIfAbsent(field, any -> new ArticleTerms(words, found));
  }

  @Override
  public int numDocs() {
    return 1;
  }

  @Override
  public int maxDoc() {
    return 1;
  }

  @Override
  public FieldInfos getFieldInfos() {
    return FieldInfos.EMPTY;
  }

  @Override
  public LeafMetaData getMetaData() {
    return new LeafMetaData(Version.LATEST.major, Version.LATEST, null, false);
  }

  @Override
  public @Nullable Bits getLiveDocs() {
    return null;
  }

  @Override
  public @Nullable NumericDocValues getNumericDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable BinaryDocValues getBinaryDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable SortedDocValues getSortedDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable SortedNumericDocValues getSortedNumericDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable SortedSetDocValues getSortedSetDocValues(String field) {
    return null;
  }

  @Override
  public @Nullable NumericDocValues getNormValues(String field) {
    return null;
  }

  @Override
  public @Nullable PointValues getPointValues(String field) {
    return null;
  }

  @Override
  public @Nullable FloatVectorValues getFloatVectorValues(String field) {
    return null;
  }

  @Override
  public @Nullable ByteVectorValues getByteVectorValues(String field) {
    return null;
  }

  @Override
  public void searchNearestVectors(
      String field, float[] target, KnnCollector collector, Bits accept) {}

  @Override
  public void searchNearestVectors(
      String field, byte[] target, KnnCollector collector, Bits accept) {}

  @Deprecated
  @Override
  public Fields getTermVectors(int document) {
    throw new UnsupportedOperationException("no term vectors");
  }

  @Override
  public TermVectors termVectors() {
    return TermVectors.EMPTY;
  }

  @Deprecated
  @Override
  public void document(int document, StoredFieldVisitor visitor) {
    throw new UnsupportedOperationException("no stored fields");
  }

  @Override
  public StoredFields storedFields() {
    return new StoredFields() {
      @Override
      public void document(int document, StoredFieldVisitor visitor) {}
    };
  }

  @Override
  public void checkIntegrity() {}

  @Override
  public @Nullable CacheHelper getCoreCacheHelper() {
    return null;
  }

  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }

  @Override
  protected void doClose() {}
}
