/** Stands for the beginning of a word in the pieces of the vocabulary. */
const wordStart = "\u2581";
const reserved = 6;
/** The id of whatever no piece begins with. */
const unknown = 0;

/**
 * Splits texts into the pieces of a unigram language model (Kudo, "Subword Regularization", 2018), as
 * SentencePiece does: of all ways to split, the most probable one, found by Viterbi's algorithm.
 */
export class Tokenizer {
  private readonly ids = new Map<string, number>();
  private readonly longest: number;

  /**
   * @param pieces by id. The first six stand for marks that no text contains, and are not found.
   * @param scores the logarithm of the probability of each.
   */
  constructor(
    pieces: readonly string[],
    private readonly scores: Float32Array,
  ) {
    let longest = 1;
    for (let id = reserved; id < pieces.length; id++) {
      const piece = pieces[id] ?? "";
      this.ids.set(piece, id);
      longest = Math.max(longest, piece.length);
    }
    this.longest = longest;
  }

  /** The ids of the pieces, in order; unknown signs in a row are one. None for the empty text. */
  encode(text: string): readonly number[] {
    const folded = text.normalize("NFKC");
    return folded === "" ? [] : this.split(wordStart + folded.replaceAll(" ", wordStart));
  }

  private split(text: string): readonly number[] {
    const ends = text.length + 1;
    // For each place: the score of the best path to it, the piece that path ends with, its beginning.
    const best = new Float64Array(ends);
    const pieceTo = new Int32Array(ends).fill(unknown);
    const startOf = Int32Array.from({ length: ends }, (_, end) => end - 1);
    const offer = (start: number, end: number, id: number, score: number): void => {
      const total = (best[start] ?? 0) + score;
      const standing = best[end] ?? 0;
      // Like the original: 0 means that nothing came here yet, and of equals the later start wins.
      if (standing !== 0 && total < standing) return;
      best[end] = total;
      pieceTo[end] = id;
      startOf[end] = start;
    };
    for (let start = 0; start < text.length; start++) {
      const furthest = Math.min(text.length, start + this.longest);
      let isKnown = false;
      for (let end = start + 1; end <= furthest; end++) {
        const id = this.ids.get(text.slice(start, end));
        if (id === undefined) continue;
        isKnown = true;
        offer(start, end, id, this.scores[id] ?? 0);
      }
      if (!isKnown) offer(start, start + 1, unknown, 0);
    }
    return collect(pieceTo, startOf);
  }
}

/** Follows the best path back from the end. */
function collect(pieceTo: Int32Array, startOf: Int32Array): readonly number[] {
  const pieces: number[] = [];
  for (let end = pieceTo.length - 1; end > 0; end = startOf[end] ?? 0) {
    const piece = pieceTo[end] ?? unknown;
    if (piece !== unknown || pieces.at(-1) !== unknown) pieces.push(piece);
  }
  return pieces.reverse();
}
