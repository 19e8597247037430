package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SlowImpactsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The terms of one field of one article with positions and offsets, in the order of an index. */
final class ArticleTerms extends Terms {
  private final TokenBuffer tokens;
  private final List<BytesRef> terms;

  /** For each term the tokens that have it, in order. */
  private final List<List<Integer>> occurrences = new ArrayList<>();

  /**
   * Arranges the tokens of a field.
   *
   * @param tokens is read from now on and must stay as it is
   */
  ArticleTerms(Words words, TokenBuffer tokens) {
    this.tokens = tokens;
    Map<BytesRef, List<Integer>> byTerm = new HashMap<>();
    for (int i = 0; i < tokens.count; i++) {
      BytesRef term = new BytesRef(words.term(tokens.word[i]));
      byTerm.computeIfAbsent(term, any -> new ArrayList<>()).add(i);
    }
    terms = new ArrayList<>(byTerm.keySet());
    Collections.sort(terms);
    for (BytesRef term : terms) {
      occurrences.add(byTerm.getOrDefault(term, List.of()));
    }
  }

  @Override
  public TermsEnum iterator() {
    return new Cursor();
  }

  @Override
  public long size() {
    return terms.size();
  }

  @Override
  public long getSumTotalTermFreq() {
    return tokens.count;
  }

  @Override
  public long getSumDocFreq() {
    return terms.size();
  }

  @Override
  public int getDocCount() {
    return terms.isEmpty() ? 0 : 1;
  }

  @Override
  public boolean hasFreqs() {
    return true;
  }

  @Override
  public boolean hasOffsets() {
    return true;
  }

  @Override
  public boolean hasPositions() {
    return true;
  }

  @Override
  public boolean hasPayloads() {
    return false;
  }

  private final class Cursor extends BaseTermsEnum {
    private int at = -1;

    @Override
    public SeekStatus seekCeil(BytesRef text) {
      at = Collections.binarySearch(terms, text);
      if (at >= 0) {
        return SeekStatus.FOUND;
      }
      at = -at - 1;
      return at == terms.size() ? SeekStatus.END : SeekStatus.NOT_FOUND;
    }

    @Override
    public void seekExact(long ord) {
      at = (int) ord;
    }

    @Override
    public @Nullable BytesRef next() {
      return ++at < terms.size() ? terms.get(at) : null;
    }

    @Override
    public BytesRef term() {
      return terms.get(at);
    }

    @Override
    public long ord() {
      return at;
    }

    @Override
    public int docFreq() {
      return 1;
    }

    @Override
    public long totalTermFreq() {
      return occurrences.get(at).size();
    }

    @Override
    public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) {
      return new Postings(occurrences.get(at));
    }

    @Override
    public ImpactsEnum impacts(int flags) {
      return new SlowImpactsEnum(postings(null, flags));
    }
  }

  /** The one document, 0, and where the term is in it. */
  private final class Postings extends PostingsEnum {
    private final List<Integer> found;
    private int document = -1;
    private int next;

    Postings(List<Integer> found) {
      this.found = found;
    }

    @Override
    public int docID() {
      return document;
    }

    @Override
    public int nextDoc() {
      return advance(document + 1);
    }

    @Override
    public int advance(int target) {
      document = target <= 0 && document < 0 ? 0 : NO_MORE_DOCS;
      next = 0;
      return document;
    }

    @Override
    public long cost() {
      return 1;
    }

    @Override
    public int freq() {
      return found.size();
    }

    @Override
    public int nextPosition() {
      return tokens.position[found.get(next++)];
    }

    @Override
    public int startOffset() {
      return tokens.start[found.get(next - 1)];
    }

    @Override
    public int endOffset() {
      return tokens.end[found.get(next - 1)];
    }

    @Override
    public @Nullable BytesRef getPayload() {
      return null;
    }
  }
}
