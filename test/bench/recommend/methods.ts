import MiniSearch from "minisearch";
import { normaliseText } from "../../../src/recommend/embed/normaliseText";
import { LexicalIndex, queryTerms } from "../../../src/recommend/text/lexical";
import type { SkillText } from "../../../src/recommend/text/model";
import { embeddable, searchSkills } from "../../../src/recommend/text/search";
import { SkillIndex } from "../../../src/recommend/text/skillIndex";
import { similarity, skillVector } from "../../../src/recommend/text/vectors";
import type { BenchVectors } from "./vectors";

/** One score for each skill, greater is better; 0 for what was not found. */
export type Search = (query: string) => Float64Array;

/** A way to rank skills for a query. Building it makes what it keeps between queries. */
export interface Method {
  readonly name: string;
  readonly build: (skills: readonly SkillText[]) => Search;
}

/** Names of the methods that results are compared by. */
export const own = "Session Buddy";
export const ownWords = "Session Buddy, words alone";
export const miniSearch = "MiniSearch";
export const bm25 = "BM25";
export const embedding = "embedding";

/** The methods, the extension's first; without vectors, those that do without. */
export function methods(vectors: BenchVectors | undefined): readonly Method[] {
  const words = { name: ownWords, build: (skills: readonly SkillText[]) => searchBy(skills) };
  const lexical = [
    { name: miniSearch, build: byMiniSearch },
    { name: bm25, build: byBm25 },
  ];
  if (vectors === undefined) return [words, ...lexical];
  return [
    { name: own, build: (skills) => searchBy(skills, vectors) },
    words,
    ...lexical,
    { name: embedding, build: (skills) => byMeaning(skills, vectors) },
  ];
}

/** As the extension searches. */
function searchBy(skills: readonly SkillText[], vectors?: BenchVectors): Search {
  const index = new SkillIndex(skills);
  const known = skills.flatMap(({ name }, skill) => {
    const texts = index.textsOf(skill).map(normaliseText);
    const vector =
      vectors &&
      skillVector(
        name,
        texts.filter((text) => text !== ""),
        vectors,
      );
    return vector ?? [];
  });
  return (query) => {
    const text = embeddable(query);
    const vector = text === undefined ? undefined : vectors?.query(text);
    const meanings = vector === undefined ? undefined : { query: vector, skills: known };
    const scores = new Float64Array(skills.length);
    for (const { skill, score } of searchSkills(index, query, meanings)) scores[skill] = score;
    return scores;
  };
}

/** With its defaults, a document for each text; the best text of a skill counts. */
function byMiniSearch(skills: readonly SkillText[]): Search {
  const texts = entriesOf(skills);
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({
    fields: ["text"],
  });
  index.addAll(texts.map(({ text }, id) => ({ id, text })));
  return (query) => {
    const scores = new Float64Array(skills.length);
    for (const { id, score } of index.search(query) as readonly { id: number; score: number }[]) {
      raise(scores, texts[id]?.skill ?? 0, score);
    }
    return scores;
  };
}

/** The extension's BM25 over single texts without names; the best text of a skill counts. */
function byBm25(skills: readonly SkillText[]): Search {
  const texts = entriesOf(skills);
  const index = new LexicalIndex();
  texts.forEach(({ text }) => {
    index.add(index.vocabulary.read(text));
  });
  return (query) => {
    const scores = new Float64Array(skills.length);
    const hits = index.search(queryTerms(query));
    for (const at of hits.found) raise(scores, texts[at]?.skill ?? 0, hits.scores[at] ?? 0);
    return scores;
  };
}

/** The greatest cosine of the query and a text of the skill. */
function byMeaning(skills: readonly SkillText[], vectors: BenchVectors): Search {
  const known = entriesOf(skills).flatMap(({ skill, text }) => {
    const vector = vectors.vectorOf(normaliseText(text));
    return vector === undefined ? [] : [{ skill, vector }];
  });
  return (query) => {
    const scores = new Float64Array(skills.length);
    const asked = vectors.query(normaliseText(query));
    if (asked === undefined) return scores;
    for (const { skill, vector } of known) raise(scores, skill, similarity(asked, vector));
    return scores;
  };
}

function entriesOf(
  skills: readonly SkillText[],
): readonly { readonly skill: number; readonly text: string }[] {
  return skills.flatMap(({ texts }, skill) => texts.map((text) => ({ skill, text })));
}

function raise(scores: Float64Array, skill: number, score: number): void {
  if (score > (scores[skill] ?? 0)) scores[skill] = score;
}
