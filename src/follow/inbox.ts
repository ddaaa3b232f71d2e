import { join } from "node:path";
import type { AgentName } from "../agents/model";
import type { AgentFile } from "./places";

/** Where hooks of agents write what was told to them, and whose lines are wanted. */
export interface Inbox {
  /** Absolute. */
  readonly folder: string;
  readonly agents: readonly AgentName[];
}

/** @returns the files of the inbox, one for each day and agent. Their lines say where a run was. */
export function inboxFiles(
  { folder, agents }: Inbox,
  names: (folder: string) => readonly string[],
): readonly AgentFile[] {
  return names(folder).flatMap((name): readonly AgentFile[] => {
    const agent = /^(codex|copilot)-\d{4}-\d\d-\d\d\.jsonl$/.exec(name)?.[1];
    const path = join(folder, name);
    if (agent === "codex" && agents.includes(agent))
      return [{ path, format: "codex-hook-inbox", isOwn: false }];
    if (agent === "copilot" && agents.includes(agent))
      return [{ path, format: "copilot-hook-inbox", isOwn: false }];
    return [];
  });
}
