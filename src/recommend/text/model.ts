/** One skill with what it can be found by. */
export interface SkillText {
  /** Its name in words: `closeWindow` and `git commit` are two words each. */
  readonly name: string;
  /** More to know it by: label, category, newest command line. */
  readonly about: string;
  /** Each text somebody asked for when they ran it, once; oldest first. */
  readonly texts: readonly string[];
}

/** A skill that a query found. */
export interface TextMatch {
  /** Which one: its place in the list that was searched. */
  readonly skill: number;
  /** 0–1. */
  readonly score: number;
  /** Cosine of the meanings, 0–1; absent where no vectors were there. */
  readonly meaning?: number;
  /** The text that answered best, where that is one somebody asked for before. */
  readonly text?: string;
}
