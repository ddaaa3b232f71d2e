import { GramIndex } from "./grams";
import { LexicalIndex } from "./lexical";
import type { SkillText } from "./model";
import { Numbers } from "./numbers";
import { PackedLists } from "./packedLists";
import { Vocabulary } from "./vocabulary";
import { WholeTexts } from "./wholes";

/** So many texts of a skill make up its vector, the newest ones, and its pieces of words, the oldest. */
export const mostTextsForMeaning = 128;

/**
 * The indexes a search looks into. Skills and texts can be added at any time, and the text added
 * last taken back; what skills are known by beside their names can change.
 */
export class SkillIndex {
  private readonly vocabulary = new Vocabulary();
  /** The skill of each entry. */
  readonly owners = new Numbers();
  /** A document for each text, with the name of its skill in it. */
  readonly entries = new LexicalIndex(this.vocabulary);
  /** A document for each skill: its name and all its texts. */
  readonly wholes = new WholeTexts(this.entries, this.owners);
  readonly grams = new GramIndex(this.vocabulary);
  /** The text of each entry. */
  texts: string[] = [];
  private readonly entriesOf = new PackedLists();
  private readonly names: string[] = [];
  private readonly nameWords: (readonly number[])[] = [];
  private readonly aboutWords: (readonly number[])[] = [];
  private about: LexicalIndex | undefined;

  constructor(skills: readonly SkillText[] = []) {
    skills.forEach(({ name, about, texts }, skill) => {
      this.addSkill(name, about);
      for (const text of texts) this.add(skill, text);
    });
    this.grams.settle();
  }

  /** How many skills there are. */
  get size(): number {
    return this.names.length;
  }

  /** A document for each skill: its name and what else it is known by. */
  get abouts(): LexicalIndex {
    if (this.about === undefined) {
      this.about = new LexicalIndex(this.vocabulary);
      for (const words of this.aboutWords) this.about.add(words);
    }
    return this.about;
  }

  nameOf(skill: number): string {
    return this.names[skill] ?? "";
  }

  /** The newest texts of a skill, oldest first. */
  textsOf(skill: number): readonly string[] {
    const newest = this.entriesOf.of(skill).subarray(-mostTextsForMeaning);
    return Array.from(newest, (entry) => this.texts[entry] ?? "");
  }

  /** Whether the name or a text of a skill has the stem of a word. */
  has(skill: number, stem: string): boolean {
    const number = this.vocabulary.find(stem);
    if (number === undefined) return false;
    const isName = this.nameWords[skill]?.some((word) => this.vocabulary.stemOf(word) === number);
    if (isName === true) return true;
    const { values: owners } = this.owners;
    return this.entries.documentsOf(number).some((entry) => owners[entry] === skill);
  }

  addSkill(name: string, about: string): void {
    const skill = this.names.push(name) - 1;
    const words = this.vocabulary.read(name);
    this.nameWords.push(words);
    this.wholes.addSkill(words);
    this.grams.add(skill, words);
    this.describe(skill, about);
  }

  /** Takes over what a skill is known by beside its name. */
  describe(skill: number, about: string): void {
    this.aboutWords[skill] = this.vocabulary.read(`${this.nameOf(skill)} ${about}`);
    this.about = undefined;
  }

  /** Adds a text that a skill was used for. */
  add(skill: number, text: string): void {
    const words = this.vocabulary.read(text);
    const entry = this.texts.push(text) - 1;
    this.owners.set(entry, skill);
    this.entries.add([...words, ...(this.nameWords[skill] ?? [])]);
    this.wholes.noteText(skill, words.length, 1);
    this.entriesOf.push(skill, entry);
    if (this.entriesOf.lengthOf(skill) <= mostTextsForMeaning) this.grams.add(skill, words);
  }

  /** Takes back the text that was added last, where there is one. */
  removeLast(): void {
    const text = this.texts.pop();
    if (text === undefined) return;
    const skill = this.owners.get(this.texts.length);
    const words = this.vocabulary.read(text);
    if (this.entriesOf.lengthOf(skill) <= mostTextsForMeaning) this.grams.remove(skill, words);
    this.entriesOf.pop(skill);
    this.wholes.noteText(skill, words.length, -1);
    this.entries.removeLast([...words, ...(this.nameWords[skill] ?? [])]);
  }
}
