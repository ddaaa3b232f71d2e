import { nameCommand } from "./catalog/naming";
import type { NamedCommand } from "./catalog/naming";
import { unwrap } from "./catalog/unwrap";
import type { ArgumentDetail, Recognition, ShellName } from "./recognition";
import { redact } from "./redact";
import { secretMark } from "./redact/mark";
import type { ParsedLine, SimpleCommand } from "./shell/line";
import { normalise } from "./shell/normalise";
import { parseLine } from "./shell/parse";
import { placeholder } from "./shell/placeholder";

/** Longer lines are cut here, in UTF-16 code units, before anything looks at them. */
export const maxLineLength = 8192;
/** `bash -c "bash -c …"` is followed this deep. */
const maxInnerLines = 3;
const maxNameLength = 100;

export interface RecognizeOptions {
  readonly shell: ShellName;
  readonly arguments: ArgumentDetail;
}

/**
 * Names the skill of a command line. Never throws; holds nothing of a secret `redact` knows.
 *
 * Of several commands one names the line:
 * 1. in a pipeline, the first that does something (`cat x | jq .` is `jq`);
 * 2. among those, what works on the project outweighs programs no rule knows and what only
 *    prepares or tidies (`npm ci`, `make clean`), these outweigh looking at and moving files
 *    (`ls`, `rm`, `git add`), and these outweigh `cd`, `echo`, `mkdir` and the like;
 * 3. of equals, the first.
 *
 * @returns undefined for an empty line, a comment, a line that begins with white space ("do not
 * record this"), and one in which no command can be made out.
 */
export function recognize(line: string, options: RecognizeOptions): Recognition | undefined {
  if (line === "" || /^\s/.test(line)) return undefined;
  const { text, cut } = bound(line);
  const safe = redact(text);
  const key = `${options.shell} ${options.arguments} ${String(cut)} ${safe}`;
  const known = recognised.get(key);
  if (known !== undefined) return known;
  const found = recognizeSafe(safe, cut, options);
  if (found !== undefined && safe.length <= rememberedLength) {
    if (recognised.size === rememberedLines) recognised.clear();
    recognised.set(key, found);
  }
  return found;
}

/** The answers for lines seen before, by the line as it is after redaction. */
const recognised = new Map<string, Recognition>();
const rememberedLines = 500;
const rememberedLength = 400;

function recognizeSafe(
  safe: string,
  cut: boolean,
  options: RecognizeOptions,
): Recognition | undefined {
  try {
    const parsed = parseLine(safe, options.shell);
    const main = mainCommand(parsed.commands, options.shell, 0);
    if (main === undefined || !isPrintable(main.named.name)) return undefined;
    const { name, rule, target } = main.named;
    const end = cut ? ` ${placeholder}` : "";
    return {
      skill: { kind: target?.kind ?? rule?.kind ?? "terminal", name },
      category: target?.category ?? rule?.category ?? "Other",
      ...phaseOf(main.named),
      background: main.endless,
      ...(options.arguments === "none" ? {} : { command: keep(safe, parsed, name, options) + end }),
    };
  } catch (error) {
    // A parser that fails on some line must not keep the line from running: it stays unrecorded.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** What is kept of the line; only its name where quotes inside of words hide a secret. */
function keep(safe: string, parsed: ParsedLine, name: string, options: RecognizeOptions): string {
  const bare = safe.replace(/["'`\\^]/g, "");
  if (redact(bare) !== bare) return `${name} ${placeholder}`;
  return options.arguments === "normalised" ? normalise(safe, parsed) : safe.trim();
}

/** Cuts between words, so that no half of a secret is left at the end. */
function bound(line: string): { text: string; cut: boolean } {
  if (line.length <= maxLineLength) return { text: line, cut: false };
  const blank = line.slice(0, maxLineLength).search(/\s\S*$/);
  return { text: line.slice(0, Math.max(blank, 0)), cut: true };
}

function phaseOf({ target, rule }: NamedCommand): Pick<Recognition, "phase"> {
  const phase = target?.phase ?? rule?.phase;
  return phase === undefined ? {} : { phase };
}

function isPrintable(name: string): boolean {
  if (name.length > maxNameLength || name.includes(secretMark)) return false;
  // Quotes inside a word may have kept a secret from being seen in the line.
  return name.length < 16 || redact(name) === name;
}

/** A named command, or a line of them by the one that names it. */
interface Candidate {
  readonly named: NamedCommand;
  readonly endless: boolean;
  readonly weight: number;
}

function mainCommand(
  commands: readonly SimpleCommand[],
  shell: ShellName,
  depth: number,
): Candidate | undefined {
  let main: Candidate | undefined;
  let ofPipeline: Candidate | undefined;
  let endless = false;
  for (const command of commands) {
    const candidate = nameOne(command, shell, depth);
    if (candidate === undefined) continue;
    endless ||= candidate.endless;
    if (command.piped && ofPipeline !== undefined && ofPipeline.weight > 0) continue;
    ofPipeline = candidate;
    if (main === undefined || candidate.weight > main.weight) main = candidate;
  }
  if (main === undefined || main.endless === endless) return main;
  return { named: main.named, endless, weight: main.weight };
}

function nameOne(command: SimpleCommand, shell: ShellName, depth: number): Candidate | undefined {
  const inner = unwrap(command.words.map((word) => word.text));
  const held = command.endless || inner.endless;
  if (inner.line !== undefined) {
    if (depth === maxInnerLines) return undefined;
    const line = mainCommand(parseLine(inner.line, shell).commands, shell, depth + 1);
    return line && { named: line.named, endless: line.endless || held, weight: line.weight };
  }
  const named = nameCommand(inner.words);
  if (named === undefined) return undefined;
  // Who gets the input from elsewhere does not wait for a person to type.
  const waits = named.rule?.endless?.operands !== undefined && (command.piped || command.fed);
  return {
    named,
    endless: held || (named.endless && !waits),
    weight: weigh(named, command),
  };
}

/** 0: says nothing about the line, 3: is what the line is for. */
function weigh({ name, rule, target }: NamedCommand, command: SimpleCommand): number {
  if (rule?.substance === "none" || (name === "cat" && !command.piped)) return 0;
  if (rule?.substance === "little") return 1;
  const phase = target?.phase ?? rule?.phase;
  return rule === undefined || phase === "setup" || phase === "cleanup" ? 2 : 3;
}
