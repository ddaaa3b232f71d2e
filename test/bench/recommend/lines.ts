/** Somebody ran a skill for a text. */
export interface HistoryLine {
  readonly text: string;
  readonly skill: string;
}

/** A query and the skills that answer it; none where nothing does. */
export interface TestLine {
  readonly text: string;
  readonly accepted: readonly string[];
}

/** A line of a set cannot be read; the message is one sentence with the file and the line's number. */
export class SetFormatError extends Error {
  override readonly name = "SetFormatError";

  constructor(file: string, line: number, what: string) {
    super(`${file}, line ${line}: ${what}.`);
  }
}

/** @throws SetFormatError at the first line that is not `{"text": "…", "skill": "…"}`. */
export function parseHistory(file: string, content: string): readonly HistoryLine[] {
  return linesOf(file, content).map(({ text, skill, line }) => {
    if (typeof skill !== "string") throw new SetFormatError(file, line, '"skill" is not a text');
    return { text, skill };
  });
}

/**
 * Reads `{"text": "…", "skill": "…" | null, "accept": ["…"]?}`; more members are let pass.
 *
 * @throws SetFormatError at the first line that is something else.
 */
export function parseTests(file: string, content: string): readonly TestLine[] {
  return linesOf(file, content).map(({ text, skill, accept, line }) => {
    const accepted = [...(skill === null ? [] : [skill]), ...listOf(accept)];
    if (!accepted.every((one) => typeof one === "string")) {
      throw new SetFormatError(file, line, '"skill" or "accept" is not made of texts');
    }
    return { text, accepted: [...new Set(accepted)] };
  });
}

interface Line {
  readonly line: number;
  readonly text: string;
  readonly skill: unknown;
  readonly accept: unknown;
}

function linesOf(file: string, content: string): readonly Line[] {
  return content.split("\n").flatMap((one, at) => {
    if (one.trim() === "") return [];
    const { text, skill, accept } = objectOf(file, at + 1, one);
    if (typeof text !== "string") throw new SetFormatError(file, at + 1, '"text" is not a text');
    return [{ line: at + 1, text, skill, accept }];
  });
}

function objectOf(file: string, line: number, json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SetFormatError(file, line, "this is not JSON");
  }
  if (typeof value !== "object" || value === null) {
    throw new SetFormatError(file, line, "this is not an object");
  }
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
