import { Bm25Search, type LexicalHits, type TextSource } from "./bm25";
import type { LexicalIndex } from "./lexical";
import { Numbers } from "./numbers";
import { PackedLists } from "./packedLists";
import type { Tally } from "./tally";
import type { Term } from "./terms";
import type { Vocabulary } from "./vocabulary";

/**
 * A document for each skill: its name and all its texts. They are not stored but counted from the
 * index of single texts, of which each has the name of its skill in it as well.
 */
export class WholeTexts implements TextSource {
  /** How many skills there are. */
  size = 0;
  totalLength = 0;
  /** By stem the skills whose name has it, once for each time. */
  private readonly names = new PackedLists();
  readonly lengths = new Numbers();
  private readonly texts = new Numbers();
  private readonly bm25 = new Bm25Search(this);

  /** @param owners the skill of each entry. */
  constructor(
    private readonly entries: LexicalIndex,
    private readonly owners: Numbers,
  ) {}

  get vocabulary(): Vocabulary {
    return this.entries.vocabulary;
  }

  /** Adds a skill. @param words of its name. */
  addSkill(words: readonly number[]): void {
    const skill = this.size++;
    for (const word of words) this.names.push(this.vocabulary.stemOf(word), skill);
    this.lengths.set(skill, words.length);
    this.totalLength += words.length;
  }

  /** Is told of an entry that was added (1) or taken back (−1), and how many words of its own it has. */
  noteText(skill: number, words: number, change: 1 | -1): void {
    this.texts.add(skill, change);
    this.lengths.add(skill, change * words);
    this.totalLength += change * words;
  }

  search(query: readonly Term[]): LexicalHits {
    return this.bm25.search(query);
  }

  has(stem: number): boolean {
    return this.names.lengthOf(stem) > 0 || this.entries.has(stem);
  }

  count(stem: number, tally: Tally): void {
    tally.addAll(this.entries.documentsOf(stem), this.owners.values);
    // Each text counted the name once; it is in the whole once.
    for (const skill of this.names.of(stem)) tally.add(skill, 1 - this.texts.get(skill));
  }
}
