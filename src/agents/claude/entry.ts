import type { Fields } from "../../base/fields";
import { nameIn, textIn, timeIn } from "../line";
import { isAbsolutePath } from "../path";

/** What every entry of a conversation carries, whatever its type. */
export interface Entry {
  readonly sessionId: string;
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly cwd: string | undefined;
  /** The run this entry was written by, as far as it is known. */
  readonly parentRunId: string | undefined;
}

/**
 * @param sessionId where the file's path says it; a subagent's entries repeat it in all versions
 *   but a few.
 * @returns undefined: it does not say when it was, or in which session.
 */
export function entryOf(
  line: Fields,
  sessionId: string | undefined,
  parentRunId: string | undefined,
): Entry | undefined {
  const atMs = timeIn(line, "timestamp");
  const session = sessionId ?? nameIn(line, "sessionId");
  return atMs === undefined || session === undefined
    ? undefined
    : { sessionId: session, atMs, cwd: cwdIn(line), parentRunId };
}

function cwdIn(line: Fields): string | undefined {
  const cwd = textIn(line, "cwd");
  return cwd !== undefined && isAbsolutePath(cwd) ? cwd : undefined;
}
