import type { SkillText } from "../../../src/recommend/text/model";
import { parseHistory, parseTests, type HistoryLine, type TestLine } from "./lines";

/** The sets, each with how many lines of its history are taken: all, and sometimes fewer. */
const sets: readonly { readonly set: string; readonly sizes: readonly number[] }[] = [
  { set: "nl2bash", sizes: [500, 2000, Infinity] },
  { set: "tldr", sizes: [500, 2000, Infinity] },
  { set: "clinc", sizes: [500, 2000, Infinity] },
  { set: "fig2tldr", sizes: [Infinity] },
  { set: "vscode", sizes: [Infinity] },
];

/** A query of a set. */
export interface Query {
  /** Its number in the set, the same in every condition of it. */
  readonly number: number;
  readonly text: string;
  /** The skills that answer it; at least one. */
  readonly accepted: readonly number[];
}

/** A history, and what is asked of it. */
export interface Condition {
  /** The set and the lines of its history: `tldr@2000`. */
  readonly name: string;
  readonly set: string;
  readonly skills: readonly SkillText[];
  readonly queries: readonly Query[];
  /** Queries that no skill answers. */
  readonly strangers: readonly string[];
}

/**
 * @param read the content of a file of the folder; undefined where there is none.
 * @returns the conditions that can be made, and the names of files that are missing.
 * @throws SetFormatError where a line cannot be read.
 */
export function readConditions(read: (file: string) => string | undefined): {
  readonly conditions: readonly Condition[];
  readonly missing: readonly string[];
} {
  const conditions: Condition[] = [];
  const missing: string[] = [];
  for (const { set, sizes } of sets) {
    const files = [`${set}.history.jsonl`, `${set}.test.jsonl`] as const;
    const [history, tests] = [read(files[0]), read(files[1])];
    if (history === undefined) missing.push(files[0]);
    if (tests === undefined) missing.push(files[1]);
    if (history === undefined || tests === undefined) continue;
    const lines = parseHistory(files[0], history);
    const asked = parseTests(files[1], tests);
    const strange = parseTests(`${set}.oos.jsonl`, read(`${set}.oos.jsonl`) ?? "");
    const strangers = strange.map(({ text }) => text);
    for (const size of new Set(sizes.map((one) => Math.min(one, lines.length)))) {
      conditions.push(conditionOf(set, lines.slice(0, size), asked, strangers));
    }
  }
  return { conditions, missing };
}

function conditionOf(
  set: string,
  history: readonly HistoryLine[],
  tests: readonly TestLine[],
  strangers: readonly string[],
): Condition {
  const texts = new Map<string, Set<string>>();
  for (const { skill, text } of history) {
    const own = texts.get(skill) ?? new Set<string>();
    texts.set(skill, own.add(text));
  }
  const numbers = new Map([...texts.keys()].map((skill, at) => [skill, at]));
  return {
    name: `${set}@${history.length}`,
    set,
    skills: [...texts].map(([skill, own]) => ({
      name: skill.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"),
      about: "",
      texts: [...own],
    })),
    queries: tests.flatMap(({ text, accepted }, number) => {
      const known = accepted.flatMap((skill) => numbers.get(skill) ?? []);
      return known.length === 0 ? [] : [{ number, text, accepted: known }];
    }),
    strangers,
  };
}
