import { normaliseText } from "../embed/normaliseText";
import { queryTerms } from "./lexical";
import type { TextMatch } from "./model";
import type { SkillIndex } from "./skillIndex";
import { similarity } from "./vectors";

/** What each way of comparing adds at most; together 1. Without vectors, the others are scaled up to 1. */
export const searchWeights = {
  /** Single texts, by their words. */
  entries: 0.35,
  /** All texts of a skill as one, by their words. */
  whole: 0.15,
  /** The mean of its texts, by meaning. */
  meaning: 0.38,
  /** All texts of a skill, by pieces of words. */
  grams: 0.12,
} as const;

/** So many best entries vote for their skills. */
const voters = 50;
/** With a high power the best entry counts most, and many good ones still count more than one. */
const power = 6;

/**
 * Ranks skills for a query: Σ weight × score over four ways to compare, each 0–1.
 *
 * The part of single texts is the p-norm (Σ sᵢ⁶)^(1/6) over a skill's texts among the 50 best, at
 * most 1. Everything was chosen on held-out lines of public histories; see docs/recommendation.md.
 *
 * @param vectors of the query and of each skill; undefined where meanings are not known yet.
 * @returns every skill with a score above 0, in no order.
 */
export function searchSkills(
  index: SkillIndex,
  query: string,
  vectors?: { readonly query: Float32Array; readonly skills: readonly Float32Array[] },
): readonly TextMatch[] {
  const terms = queryTerms(query);
  const entries = bestEntries(index, terms);
  const wholes = index.wholes.search(terms);
  const grams = index.grams.search(query);
  const { entries: forEntries, whole, grams: forGrams, meaning: forMeaning } = searchWeights;
  const scale = vectors === undefined ? 1 / (1 - forMeaning) : 1;
  const matches: TextMatch[] = [];
  for (let skill = 0; skill < index.size; skill++) {
    const words =
      forEntries * Math.min(1, entries.score[skill] ?? 0) +
      whole * (wholes.scores[skill] ?? 0) +
      forGrams * (grams[skill] ?? 0);
    const of = vectors?.skills[skill];
    const meaning =
      of === undefined || vectors === undefined ? undefined : similarity(vectors.query, of);
    const score = Math.min(1, scale * words + forMeaning * (meaning ?? 0));
    if (score === 0) continue;
    matches.push({
      skill,
      score,
      ...(meaning === undefined ? {} : { meaning }),
      ...textOf(index, entries.best[skill]),
    });
  }
  return matches;
}

/** The words of the query that a skill's texts or its name have. */
export function wordsFound(index: SkillIndex, query: string, skill: number): readonly string[] {
  return queryTerms(query)
    .filter(({ stem }) => index.has(skill, stem))
    .map(({ word }) => word);
}

function textOf(index: SkillIndex, entry: number | undefined): { readonly text?: string } {
  const text = entry === undefined ? undefined : index.texts[entry];
  return text === undefined ? {} : { text };
}

interface Voted {
  /** By skill. */
  readonly score: Float64Array;
  /** The best entry of each skill that has one. */
  readonly best: readonly (number | undefined)[];
}

function bestEntries(
  index: SkillIndex,
  terms: Parameters<SkillIndex["entries"]["search"]>[0],
): Voted {
  const { scores, found } = index.entries.search(terms);
  const sums = new Float64Array(index.size);
  const best: (number | undefined)[] = [];
  const add = (skill: number, score: number): void => {
    sums[skill] = (sums[skill] ?? 0) + score ** power;
  };
  for (const entry of topOf(found, scores, voters)) {
    const skill = index.owners.get(entry);
    best[skill] ??= entry;
    add(skill, scores[entry] ?? 0);
  }
  const abouts = index.abouts.search(terms);
  for (const skill of topOf(abouts.found, abouts.scores, voters)) {
    add(skill, abouts.scores[skill] ?? 0);
  }
  return { score: sums.map((sum) => sum ** (1 / power)), best };
}

/** @returns the `count` documents with the best scores, best first; equal ones by their numbers. */
export function topOf(found: Int32Array, scores: Float64Array, count: number): readonly number[] {
  const top: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < found.length; n++) {
    const document = found[n] ?? 0;
    const score = scores[document] ?? 0;
    if (score < least) continue;
    let at = top.length;
    while (at > 0 && isBetter(document, top[at - 1] ?? 0, scores)) at--;
    top.splice(at, 0, document);
    if (top.length > count) top.pop();
    if (top.length === count) least = scores[top[count - 1] ?? 0] ?? 0;
  }
  return top;
}

function isBetter(one: number, other: number, scores: Float64Array): boolean {
  const difference = (scores[one] ?? 0) - (scores[other] ?? 0);
  return difference > 0 || (difference === 0 && one < other);
}

/** @returns the query as it is embedded; undefined where nothing of it is left. */
export function embeddable(query: string): string | undefined {
  const text = normaliseText(query);
  return text === "" ? undefined : text;
}
