import { Numbers } from "./numbers";
import { stem, wordsOf } from "./terms";

/** Numbers words and their stems, so that each is stored, and cut down, only once. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  private readonly spellings: string[] = [];
  private readonly stems = new Numbers();

  /** How many words and stems there are; their numbers are below it. */
  get size(): number {
    return this.spellings.length;
  }

  /** The words of a text, new ones with new numbers. */
  read(text: string): readonly number[] {
    return wordsOf(text).map((word) => this.numberOf(word));
  }

  /** @returns undefined for what is neither a known word nor the stem of one. */
  find(wordOrStem: string): number | undefined {
    return this.numbers.get(wordOrStem);
  }

  spelling(number: number): string {
    return this.spellings[number] ?? "";
  }

  stemOf(word: number): number {
    return this.stems.get(word);
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.spellings.push(word) - 1;
    this.numbers.set(word, number);
    const cut = stem(word);
    this.stems.set(number, cut === word ? number : this.numberOf(cut));
    return number;
  }
}
