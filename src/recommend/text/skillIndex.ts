import { GramIndex } from "./grams";
import { LexicalIndex } from "./lexical";
import type { SkillText } from "./model";
import { termsOf } from "./terms";

/** So many texts of a skill make up its vector, the newest ones, and its pieces of words, the oldest. */
export const mostTextsForMeaning = 128;

/**
 * The indexes a search looks into. Texts can be added while skills stay; anything else needs a new
 * one, except what skills are known by beside their names.
 */
export class SkillIndex {
  /** A document for each text, with the name of its skill in it. */
  readonly entries = new LexicalIndex();
  /** A document for each skill: its name and all its texts. */
  readonly wholes = new LexicalIndex();
  readonly grams = new GramIndex();
  /** A document for each skill: its name and what else it is known by. */
  abouts = new LexicalIndex();
  /** The skill and the text of each entry. */
  readonly owners: number[] = [];
  readonly texts: string[] = [];
  private readonly ofSkill: string[][] = [];
  private readonly names: string[];
  private known: string | undefined;

  constructor(skills: readonly SkillText[]) {
    this.names = skills.map(({ name }) => name);
    skills.forEach(({ name, texts }, skill) => {
      this.wholes.add(skill, termsOf(name));
      this.grams.add(skill, name);
      this.ofSkill.push([]);
      for (const text of texts) this.add(skill, text);
    });
    this.describe(skills);
  }

  /** How many skills there are. */
  get size(): number {
    return this.names.length;
  }

  nameOf(skill: number): string {
    return this.names[skill] ?? "";
  }

  /** The newest texts of a skill. */
  textsOf(skill: number): readonly string[] {
    return this.ofSkill[skill]?.slice(-mostTextsForMeaning) ?? [];
  }

  /** Adds a text that a skill was used for. */
  add(skill: number, text: string): void {
    const terms = termsOf(text);
    this.entries.add(this.owners.length, [...terms, ...termsOf(this.nameOf(skill))]);
    this.wholes.add(skill, terms);
    this.owners.push(skill);
    this.texts.push(text);
    const own = this.ofSkill[skill];
    if (own === undefined) return;
    own.push(text);
    if (own.length <= mostTextsForMeaning) this.grams.add(skill, text);
  }

  /** Takes over what skills are known by beside their names. */
  describe(skills: readonly SkillText[]): void {
    const known = skills.map(({ about }) => about).join("\n");
    if (known === this.known) return;
    this.known = known;
    this.abouts = new LexicalIndex();
    skills.forEach(({ name, about }, skill) => {
      this.abouts.add(skill, termsOf(`${name} ${about}`));
    });
  }
}
