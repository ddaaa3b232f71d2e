import { labelOf } from "../../analysis/ranking";
import type { History, SkillEntry } from "../../tracker/history";
import { normaliseText } from "../embed/normaliseText";
import type { SkillText, TextMatch } from "./model";
import { embeddable, searchSkills, wordsFound } from "./search";
import { SkillIndex } from "./skillIndex";
import { skillVector, type TextVectors } from "./vectors";

/** Where meanings come from; without it, a search goes by words alone. */
export interface Meaning extends TextVectors {
  /** The vector of a query, now; undefined while there is no model. */
  query(text: string): Float32Array | undefined;
  /** Names the texts whose vectors are needed, most wanted first. */
  want(texts: readonly string[]): void;
  /** How many of those are still to be worked out. */
  readonly missing: number;
}

/** What a query found, with the words of it that were found: worked out for what is shown. */
export interface SkillMatch extends TextMatch {
  words(): readonly string[];
}

/** The share of a minimum similarity that is asked of words alone: without meanings, scores are lower. */
export const minimumOfWords = 0.5;

/**
 * Searches the skills of a history, and keeps its indexes from one state of it to the next. What
 * changed is found out by comparing, so that it does not matter what happened in between.
 */
export class SkillSearch {
  private index = new SkillIndex([]);
  private names: readonly string[] = [];
  private texts: readonly (readonly string[])[] = [];
  private vectors: (Float32Array | undefined)[] = [];
  /** All that is needed and not known has been asked for. */
  private isAsked = false;

  constructor(private readonly meaning?: Meaning) {}

  /** Takes in a history: the same indexes as a new search of it would have. */
  update(history: History): void {
    const skills = skillTexts(history);
    const added = this.addedTexts(skills);
    if (added === undefined || added.length > 0) this.isAsked = false;
    if (added === undefined) {
      this.index = new SkillIndex(skills);
      this.vectors = [];
    } else {
      for (const { skill, text } of added) {
        this.index.add(skill, text);
        this.vectors[skill] = undefined;
      }
      this.index.describe(skills);
    }
    this.names = skills.map(({ name }) => name);
    this.texts = skills.map(({ texts }) => texts);
  }

  /**
   * @param minSimilarity 0–1; half of it is asked where meanings are not known.
   * @returns the skills that answer the query at least so well, in no order.
   */
  search(query: string, minSimilarity: number): readonly SkillMatch[] {
    const vectors = this.vectorsFor(query);
    const least = vectors === undefined ? minSimilarity * minimumOfWords : minSimilarity;
    return searchSkills(this.index, query, vectors)
      .filter(({ score }) => score >= least)
      .map((match) => ({ ...match, words: () => wordsFound(this.index, query, match) }));
  }

  /** Asks for the vectors that are missing, so that a query need not wait for them. */
  prepare(): void {
    if (this.meaning !== undefined) this.knowsSkills(this.meaning);
  }

  private vectorsFor(query: string): Parameters<typeof searchSkills>[2] {
    const { meaning } = this;
    const text = embeddable(query);
    if (meaning === undefined || text === undefined || !this.knowsSkills(meaning)) return undefined;
    const vector = meaning.query(text);
    const skills = this.vectors.filter((one) => one !== undefined);
    return vector === undefined ? undefined : { query: vector, skills };
  }

  /** Works out the vectors of skills. @returns whether all are known; else the missing are asked for. */
  private knowsSkills(meaning: Meaning): boolean {
    // Thousands of texts are not looked up with every key while they are worked out, or never will be.
    if (this.isAsked && (meaning.missing > 0 || meaning.dimensions === 0)) return false;
    const { index, vectors } = this;
    const names: string[] = [];
    const others: string[] = [];
    for (let skill = 0; skill < index.size; skill++) {
      if (vectors[skill] !== undefined) continue;
      const name = normaliseText(index.nameOf(skill));
      const texts = index.textsOf(skill).map(normaliseText).filter(isText);
      vectors[skill] = skillVector(name, texts, meaning);
      if (vectors[skill] !== undefined) continue;
      names.push(name);
      others.push(...texts);
    }
    const missing = [...names, ...others].filter(
      (text) => isText(text) && meaning.vectorOf(text) === undefined,
    );
    if (missing.length > 0) meaning.want(missing);
    this.isAsked = missing.length > 0;
    return names.length === 0;
  }

  /** What came to the texts; undefined where something else has changed. */
  private addedTexts(
    skills: readonly SkillText[],
  ): readonly { readonly skill: number; readonly text: string }[] | undefined {
    const added: { skill: number; text: string }[] = [];
    if (skills.length !== this.names.length) return undefined;
    for (const [skill, { name, texts }] of skills.entries()) {
      const before = this.texts[skill] ?? [];
      const isLonger = before.every((text, at) => text === texts[at]);
      if (name !== this.names[skill] || !isLonger) return undefined;
      for (const text of texts.slice(before.length)) added.push({ skill, text });
    }
    return added;
  }
}

function isText(text: string): boolean {
  return text !== "";
}

/** What the skills of a history can be found by, in their order. */
export function skillTexts(history: History): readonly SkillText[] {
  const texts = history.skills.map(() => new Set<string>());
  for (let row = 0; row < history.length; row++) {
    const query = history.queries[history.query[row] ?? -1];
    if (query !== undefined) texts[history.skill[row] ?? -1]?.add(query);
  }
  return history.skills.map((skill, at) => ({
    name: nameInWords(skill),
    about: [skill.label ?? "", skill.category, skill.lastCommand ?? ""].join(" "),
    texts: [...(texts[at] ?? [])],
  }));
}

/** `closeWindow` reads `close Window`; a name a person gave comes with it. */
function nameInWords(skill: SkillEntry): string {
  const label = labelOf(skill);
  const name = skill.name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return label === skill.name ? name : `${label} ${name}`;
}
