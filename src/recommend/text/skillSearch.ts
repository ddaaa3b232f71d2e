import { labelOf } from "../../analysis/ranking";
import type { History, SkillEntry } from "../../tracker/history";
import type { SkillText, TextMatch } from "./model";
import { embeddable, searchSkills, wordsFound } from "./search";
import { SkillIndex } from "./skillIndex";
import { SkillVectors, type Meaning } from "./skillVectors";
import { TakenRows } from "./takenRows";

/** What a query found, with the words of it that were found: worked out for what is shown. */
export interface SkillMatch extends TextMatch {
  words(): readonly string[];
}

/**
 * Is asked whether to stop, after each step with how many texts it dealt with; a text takes some
 * 10 µs at most.
 */
export type IsEnough = (texts: number) => boolean;

/** The share of a minimum similarity that is asked of words alone: without meanings, scores are lower. */
export const minimumOfWords = 0.5;

/** So many rows without a new text take as long as one with one. */
const rowsPerText = 64;
/** So many steps of settling the pieces of words take as long as a text. */
const settlingPerText = 500;
/** To look up the vector of a skill takes as long as to index so many texts. */
const textsPerVector = 64;
/** So many texts are taken back at once; where there would be more, all begins anew, bit by bit. */
const mostTakenBack = 1000;

/**
 * Searches the skills of a history, and keeps its indexes from one state of it to the next. What
 * changed is found out by comparing, so that it does not matter what happened in between.
 */
export class SkillSearch {
  private index = new SkillIndex();
  private rows = new TakenRows();
  private vectors: SkillVectors | undefined;
  /** What is known of the skills that were taken in. */
  private skills: SkillEntry[] = [];
  /** Skills and rows that are still to be taken in. */
  private notTaken = 0;

  constructor(private readonly meaning?: Meaning) {
    this.vectors = meaning && new SkillVectors(meaning);
  }

  /** How much is still to be done before all of the history can be found: rows, skills, and so on. */
  get behind(): number {
    const unsettled = this.index.grams.isSettled ? 0 : 1;
    return this.notTaken + unsettled + (this.vectors?.behind ?? 0);
  }

  /**
   * Takes in a history, the oldest rows first, and asks for meanings that are missing. Once all is
   * taken in, the indexes are the same as those of a new search.
   *
   * @param isEnough ends the work for this time; what was taken in can be found.
   * @returns whether all is taken in.
   */
  update(history: History, isEnough: IsEnough = () => false): boolean {
    this.follow(history);
    this.vectors?.lookAgain();
    while (this.behind > 0 && !isEnough(this.advance(history)));
    return this.behind === 0;
  }

  /**
   * Searches what was taken in.
   *
   * @param minSimilarity 0–1; half of it is asked where meanings are not known.
   * @returns the skills that answer the query at least so well, in no order.
   */
  search(query: string, minSimilarity: number): readonly SkillMatch[] {
    const { index } = this;
    const vectors = this.vectorsFor(query);
    const least = vectors === undefined ? minSimilarity * minimumOfWords : minSimilarity;
    return searchSkills(index, query, vectors)
      .filter(({ score }) => score >= least)
      .map((match) => ({ ...match, words: () => wordsFound(index, query, match.skill) }));
  }

  private vectorsFor(query: string): Parameters<typeof searchSkills>[2] {
    const skills = this.vectors?.all;
    const text = embeddable(query);
    const vector = skills && text !== undefined ? this.meaning?.query(text) : undefined;
    return skills && vector && { query: vector, skills };
  }

  /** Brings what was taken in step with what is still so. */
  private follow(history: History): void {
    const { rows } = this;
    const unchanged = this.hasSameNames(history) ? rows.unchanged(history) : undefined;
    if (unchanged === undefined) this.beginAgain();
    else if (unchanged < rows.length) {
      const gone = rows.giveBack(unchanged);
      if (gone > mostTakenBack) this.beginAgain();
      else for (let n = 0; n < gone; n++) this.takeBack();
    }
    this.index.texts = this.rows.useTexts(history.queries) ?? this.index.texts;
    this.describe(history);
    this.notTaken = history.skills.length - this.index.size + (history.length - this.rows.length);
  }

  private takeBack(): void {
    const { index, vectors } = this;
    vectors?.forget(index.owners.get(index.texts.length - 1));
    index.removeLast();
  }

  private beginAgain(): void {
    this.index = new SkillIndex();
    this.rows = new TakenRows();
    this.vectors = this.meaning && new SkillVectors(this.meaning);
    this.skills = [];
  }

  /** One step of what is still to be done. @returns how many texts would have taken as long. */
  private advance(history: History): number {
    const { index, rows, vectors } = this;
    const next = history.skills[index.size];
    if (this.notTaken > 0) this.notTaken--;
    if (next !== undefined) {
      this.skills.push(next);
      vectors?.forget(index.size);
      index.addSkill(nameInWords(next), aboutOf(next));
      return 1;
    }
    if (rows.length < history.length) return this.takeRow(history);
    if (!index.grams.isSettled) {
      index.grams.settle(settlingPerText);
      return 1;
    }
    vectors?.lookAtNext(index);
    return textsPerVector;
  }

  private takeRow(history: History): number {
    const { index, rows, vectors } = this;
    const row = rows.length;
    if (!rows.take(history)) return 1 / rowsPerText;
    const skill = history.skill[row] ?? 0;
    index.add(skill, history.queries[history.query[row] ?? -1] ?? "");
    vectors?.forget(skill);
    return 1;
  }

  private hasSameNames({ skills }: History): boolean {
    return this.skills.every((known, at) => {
      const now = skills[at];
      return now === known || (now !== undefined && nameInWords(now) === nameInWords(known));
    });
  }

  /** Takes over what is known of skills beside their names. */
  private describe({ skills }: History): void {
    this.skills.forEach((known, at) => {
      const now = skills[at];
      if (now === undefined || now === known) return;
      this.skills[at] = now;
      if (aboutOf(now) !== aboutOf(known)) this.index.describe(at, aboutOf(now));
    });
  }
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
    about: aboutOf(skill),
    texts: [...(texts[at] ?? [])],
  }));
}

function aboutOf(skill: SkillEntry): string {
  return [skill.label ?? "", skill.category, skill.lastCommand ?? ""].join(" ");
}

/** `closeWindow` reads `close Window`; a name a person gave comes with it. */
function nameInWords(skill: SkillEntry): string {
  const label = labelOf(skill);
  const name = skill.name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return label === skill.name ? name : `${label} ${name}`;
}
