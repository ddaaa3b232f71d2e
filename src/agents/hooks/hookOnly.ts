import type { AgentSignal } from "../model";

/** What ids of runs begin with that only a hook tells of, because it has no id the log has, too. */
const prefix = "hook:";

/** @returns an id that cannot be one of a log. Equal parts make equal ids. */
export function hookOnlyId(...parts: readonly (string | number)[]): string {
  return prefix + parts.join(":");
}

/**
 * Whether a hook's signal tells something that the agent's log cannot tell as well.
 *
 * Only Claude Code says in its hooks how long a tool ran, under the id its log uses. Codex does not
 * say how a run ended, Copilot does not say which run it was, and slash commands have another id in
 * the log: while the log is followed, these would be counted twice or known less well.
 */
export function addsToLog({ agent, runId }: AgentSignal): boolean {
  return agent === "claude" && !runId.startsWith(prefix);
}
