import { findRule, options } from "./catalog";
import { programName } from "./program";
import { findTarget } from "./targets";
import { wrappers } from "./wrappers";
import type { Wrapper } from "./wrappers";

/** What is left of a command when `sudo`, `npx` and the like are taken off. */
export interface Unwrapped {
  /** The program first. */
  readonly words: readonly string[];
  /** A command line inside (`bash -c "…"`), in place of `words`. */
  readonly line?: string;
  /** Something around it keeps it running: `watch`. */
  readonly endless: boolean;
}

/** `sudo nice time env …` of a sane length. */
const maxLayers = 8;

let byProgram: ReadonlyMap<string, readonly Wrapper[]> | undefined;

/** Takes every wrapper off. A wrapper with nothing to run is left as the command it is. */
export function unwrap(command: readonly string[]): Unwrapped {
  byProgram ??= groupByProgram();
  let words = command;
  let endless = false;
  for (let layer = 0; layer < maxLayers; layer++) {
    const rows = byProgram.get(programName(words[0] ?? "") ?? "");
    const match = rows === undefined ? undefined : takeOff(words, rows);
    if (match === undefined) break;
    endless ||= match.wrapper.endless === true;
    if (match.line !== undefined) return { words: [], line: match.line, endless };
    words = match.words;
  }
  return { words, endless };
}

function groupByProgram(): ReadonlyMap<string, readonly Wrapper[]> {
  const groups = new Map<string, Wrapper[]>();
  for (const wrapper of wrappers) {
    const program = wrapper.words.slice(0, `${wrapper.words} `.indexOf(" "));
    const group = groups.get(program);
    if (group === undefined) groups.set(program, [wrapper]);
    else group.push(wrapper);
  }
  return groups;
}

interface Match {
  readonly wrapper: Wrapper;
  readonly words: readonly string[];
  readonly line?: string;
}

function takeOff(words: readonly string[], rows: readonly Wrapper[]): Match | undefined {
  for (const wrapper of rows) {
    const own = wrapper.words.split(" ");
    if (!own.every((word, at) => at === 0 || words[at] === word)) continue;
    const match = inside(words, own.length, wrapper);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** Finds where the inner command begins, from `at` on. */
function inside(words: readonly string[], at: number, wrapper: Wrapper): Match | undefined {
  const values = options(wrapper.values);
  const lines = options(wrapper.line);
  let operands = wrapper.operands ?? 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (options(wrapper.except).includes(word)) return undefined;
    if (isLineOption(word, lines)) {
      const rest = words.slice(at + 1, wrapper.lineIsRest === true ? undefined : at + 2);
      return rest.length === 0 ? undefined : { wrapper, words: [], line: rest.join(" ") };
    }
    if (word === "--") {
      at += 1;
      break;
    }
    if (/^-./.test(word)) at += values.includes(word) ? 1 : 0;
    else if (operands > 0) operands -= 1;
    else if (!/^[A-Za-z_]\w*=/.test(word)) break;
  }
  return wrapper.lineOnly === true ? undefined : around(wrapper, words.slice(at));
}

function around(wrapper: Wrapper, words: readonly string[]): Match | undefined {
  const first = words[0];
  if (first === undefined || first === "") return undefined;
  if (/\s/.test(first)) return { wrapper, words: [], line: first };
  if (wrapper.scripts !== undefined && first.endsWith(wrapper.scripts.extension)) {
    return { wrapper, words: [wrapper.scripts.program, ...words] };
  }
  if (wrapper.knownOnly === true) {
    const isOwn = findRule(`${wrapper.words} ${first}`) !== undefined;
    const isScript = findTarget(first)?.endless === true;
    if (isOwn || isScript || findRule(first) === undefined) return undefined;
  }
  return { wrapper, words: [...options(wrapper.prefix), ...words] };
}

/** Shells take `-c` in a cluster too: `sh -lc`. */
function isLineOption(word: string, lines: readonly string[]): boolean {
  return lines.includes(word) || (lines[0] === "-c" && /^-[a-z]{1,4}c$/.test(word));
}
