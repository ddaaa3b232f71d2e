/** What a skill is about; the Skills view groups by it. */
export const categories = [
  "Version control",
  "Testing",
  "Lint & format",
  "Build",
  "Packages",
  "Run",
  "Containers",
  "Cloud & deploy",
  "Database",
  "Files & text",
  "Network",
  "System",
  "Debugging",
  "Agents",
  "Editor",
  "Other",
] as const;
export type Category = (typeof categories)[number];

/** The stages of work the catalog assigns; people may add their own. */
export type CatalogPhase = "setup" | "execution" | "verification" | "cleanup" | "rollback";

/** When a command never ends by itself. All conditions given must hold; `{}` is "always". */
export interface Endless {
  /** With one of these options: `-f --follow`. */
  readonly only?: string;
  /** Without any of these options: `-d --detach`. */
  readonly unless?: string;
  /** With at most this many operands: `ssh host` stays open, `ssh host ls` does not. */
  readonly operands?: number;
}

/**
 * One row of the catalog: a program (`git`) or one of its subcommands (`git clean`).
 *
 * A subcommand's row takes what it does not say from its program's row.
 */
export interface Rule {
  /** The skill's name: the program, then its subcommands. */
  readonly skill: string;
  /** A command line this row, and no other, recognises. */
  readonly example: string;
  readonly category?: Category;
  readonly phase?: CatalogPhase;
  /** `terminal` where nothing is said. */
  readonly kind?: "test" | "agent";
  /** Other spellings of the last word of `skill`, separated by spaces. */
  readonly aliases?: string;
  /** How many words after the program may belong to the name; 0 where nothing is said. */
  readonly depth?: number;
  /** Options that take the next word as their value, separated by spaces. */
  readonly values?: string;
  /**
   * What the next word is: `target`, a name the user's project gives (`make all`, `npm run dev`);
   * `script`, a file, of which the base name is kept; `own script`, the same but the script alone
   * is the name (`bash deploy.sh` is `deploy.sh`).
   */
  readonly names?: "target" | "script" | "own script";
  /** Options that stand in for the script and become part of the name: `python -c`. */
  readonly inline?: string;
  /** The skill it is when nothing but options follows: `yarn` is `yarn install`. */
  readonly bare?: string;
  readonly endless?: Endless;
  /**
   * `none`: only prepares or reports (`cd`, `echo`); `little`: names the line only when nothing
   * weightier is in it (`ls`, `git add`).
   */
  readonly substance?: "none" | "little";
}

type Shared = Omit<Rule, "skill" | "example">;

/** Rows that differ only in skill and example. */
export function each(shared: Shared, examples: Readonly<Record<string, string>>): Rule[] {
  return Object.entries(examples).map(([skill, example]) => ({ ...shared, skill, example }));
}

/** Rows of programs without subcommands, each named by the first word of its example. */
export function programs(shared: Shared, examples: readonly string[]): Rule[] {
  return examples.map((example) => ({
    ...shared,
    skill: example.slice(0, `${example} `.indexOf(" ")),
    example,
  }));
}
