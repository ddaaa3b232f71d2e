import type { History } from "../../tracker/history";
import { Numbers } from "./numbers";
import { PairTable } from "./pairTable";

/** The rows of a history that an index has taken in, to find out which of them changed. */
export class TakenRows {
  /** How many rows were taken in. */
  length = 0;
  private readonly skills = new Numbers();
  private readonly queries = new Numbers();
  /** The texts that numbers in `queries` mean, so many of them as were there. */
  private texts: readonly string[] = [];
  private textCount = 0;
  /** A text and a skill it was used for, by number, as they came up. */
  private readonly pairs = new PairTable();
  /** The row where each of them first came up. */
  private readonly firstRows = new Numbers();

  /** @returns how many rows, from the first on, are as they were taken in; undefined where texts have other numbers now. */
  unchanged(history: History): number | undefined {
    if (!this.knows(history.queries)) return undefined;
    const { skill, query } = history;
    const { values: skills } = this.skills;
    const { values: queries } = this.queries;
    const end = Math.min(this.length, history.length);
    let row = 0;
    while (row < end && skill[row] === skills[row] && query[row] === queries[row]) row++;
    return row;
  }

  /**
   * Takes in the row after the last one. Not before `useTexts`.
   *
   * @returns whether its text is new for its skill.
   */
  take(history: History): boolean {
    const row = this.length++;
    const skill = history.skill[row] ?? 0;
    const query = history.query[row] ?? -1;
    this.skills.set(row, skill);
    this.queries.set(row, query);
    if (query < 0) return false;
    this.textCount = Math.max(this.textCount, query + 1);
    const { size } = this.pairs;
    const isNew = this.pairs.numberOf(query, skill) === size;
    if (isNew) this.firstRows.set(size, row);
    return isNew;
  }

  /** Gives back all rows but the first ones. @returns how many pairs of text and skill went with them. */
  giveBack(length: number): number {
    this.length = Math.min(this.length, length);
    const { size } = this.pairs;
    while (this.pairs.size > 0 && this.firstRows.get(this.pairs.size - 1) >= length) {
      this.pairs.removeLast();
    }
    return size - this.pairs.size;
  }

  /**
   * Means this list from now on, in which texts have the same numbers: the old one can go.
   *
   * @returns the text of each pair, as it is in that list; undefined where it is the same list.
   */
  useTexts(texts: readonly string[]): string[] | undefined {
    if (texts === this.texts) return undefined;
    this.texts = texts;
    return Array.from({ length: this.pairs.size }, (_, at) => texts[this.pairs.left(at)] ?? "");
  }

  private knows(texts: readonly string[]): boolean {
    if (texts === this.texts) return true;
    for (let at = 0; at < this.textCount; at++) if (texts[at] !== this.texts[at]) return false;
    return true;
  }
}
