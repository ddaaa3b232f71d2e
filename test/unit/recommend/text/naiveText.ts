import { isFiller, termsOf, type Term } from "../../../../src/recommend/text/terms";
import type { Random } from "../../../support/random";

const words = [
  "git",
  "push",
  "pull",
  "tests",
  "the",
  "build",
  "building",
  "file",
  "x",
  "container",
];

/** A text of some of a few words, fillers and single letters among them; sometimes an empty one. */
export function randomText(random: Random, mostWords: number): string {
  return Array.from({ length: random.int(0, mostWords) }, () => random.pick(words)).join(" ");
}

/** A query that may hold words nobody has, and may end within a word. */
export function randomQuery(random: Random): string {
  const last = random.pick([...words, "absent", "how"]);
  const typed = random.chance(0.5) ? last : last.slice(0, random.int(1, last.length));
  return `${randomText(random, 4)} ${typed}`;
}

/** BM25 worked out document by document, over the most the query can reach. */
export function naiveBm25(
  documents: readonly (readonly Term[])[],
  query: readonly Term[],
): readonly number[] {
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const scores = documents.map(() => 0);
  let bound = 0;
  query.forEach(({ word, stem }, at) => {
    const isKnown = documents.some((terms) => terms.some((term) => term.stem === stem));
    const isBegun = !isKnown && at === query.length - 1 && word.length > 1;
    const counts = documents.map(
      (terms) =>
        terms.filter((term) => (isBegun ? term.stem.startsWith(word) : term.stem === stem)).length,
    );
    const having = counts.filter((count) => count > 0).length;
    const idf = Math.log((documents.length + 1) / (Math.max(1, having) + 0.5));
    if (having > 0 || !isFiller(word)) bound += 2.2 * idf;
    counts.forEach((count, document) => {
      if (count === 0) return;
      const length = (documents[document] ?? []).length / meanLength;
      const part = (2.2 * count) / (count + 1.2 * (0.25 + 0.75 * length));
      scores[document] = (scores[document] ?? 0) + (isBegun ? 0.8 : 1) * idf * part;
    });
  });
  return scores.map((score) => (score === 0 ? 0 : score / bound));
}

/** Cosines of tf-idf vectors over all pieces of 3–5 signs of the words and their edges. */
export function naiveGramScores(documents: readonly string[], query: string): readonly number[] {
  const each = documents.map(piecesOf);
  const asked = piecesOf(query);
  const pieces = [...new Set([...each.flat(), ...asked])];
  const vectorOf = (own: readonly string[]): readonly number[] =>
    pieces.map((piece) => {
      const count = own.filter((one) => one === piece).length;
      const having = each.filter((others) => others.includes(piece)).length;
      return count === 0 ? 0 : (1 + Math.log(count)) * Math.log((each.length + 1) / (having + 0.5));
    });
  const vector = vectorOf(asked);
  return each.map((own) => cosine(vector, vectorOf(own)));
}

function piecesOf(text: string): readonly string[] {
  return termsOf(text).flatMap(({ word }) => {
    const whole = ` ${word} `;
    return [3, 4, 5].flatMap((length) =>
      Array.from({ length: Math.max(0, whole.length - length + 1) }, (_, at) =>
        whole.slice(at, at + length),
      ),
    );
  });
}

/** 0 where one of them is the zero vector. */
export function cosine(one: readonly number[], other: readonly number[]): number {
  const product = one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  return product === 0 ? 0 : product / (Math.hypot(...one) * Math.hypot(...other));
}

/** A unit vector in any direction. */
export function randomDirection(random: Random, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random.next() - 0.5);
  return vector.map((value) => value / Math.hypot(...vector));
}
