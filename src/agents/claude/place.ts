import { isFields, type Fields } from "../../base/fields";
import { nameIn } from "../line";
import type { LogPlace } from "../model";

const subagentLog = /[\\/]([^\\/]+)[\\/]subagents[\\/](?:.*[\\/])?agent-[^\\/]+\.jsonl$/;

/** What is known of a transcript before its first line is read. */
export interface TranscriptPlace {
  /**
   * The session a subagent's own transcript belongs to: the folder it lies in. Undefined for a main
   * transcript, whose entries name their session.
   */
  readonly sessionId: string | undefined;
  /** The tool use that launched the subagent this transcript is of. */
  readonly launchedBy: string | undefined;
}

/** @returns the file beside a subagent's transcript that tells what launched it. */
export function companionOf(path: string): string | undefined {
  return subagentLog.test(path) ? path.replace(/\.jsonl$/, ".meta.json") : undefined;
}

/** @returns what the path and the file beside it tell. Versions before 2.1 name no tool use there. */
export function placeOf({ path, companion }: LogPlace): TranscriptPlace {
  const sessionId = subagentLog.exec(path)?.[1];
  const meta: Fields = sessionId !== undefined && isFields(companion) ? companion : {};
  return { sessionId, launchedBy: nameIn(meta, "toolUseId") };
}
