import { sha256 } from "../base/sha256";
import type { InvocationId, SessionId } from "../tracker/model";
import type { AgentName, AgentRunId } from "./model";

/**
 * Agents that never use the id of a run again, in no session. A fork of a conversation repeats what
 * ran before it under the same ids, but as a session of its own.
 */
const unique: ReadonlySet<AgentName> = new Set(["claude", "codex"]);

/**
 * @returns the id of an agent's run in the history. The same run has the same id in whatever log,
 *   hook or window it is told of, so that telling it twice changes nothing.
 */
export function invocationIdOf({ agent, sessionId, runId }: AgentRunId): InvocationId {
  return uuidOf(["run", agent, unique.has(agent) ? "" : sessionId, runId]);
}

/** @returns the id under which a conversation with an agent is a session of its own. */
export function sessionIdOf({ agent, sessionId }: Omit<AgentRunId, "runId">): SessionId {
  return uuidOf(["session", agent, sessionId]);
}

/** A UUID of version 8 (RFC 9562 §5.8): 122 bits of a SHA-256 in the place of a time and chance. */
function uuidOf(parts: readonly string[]): string {
  const hex = sha256(JSON.stringify(parts));
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
