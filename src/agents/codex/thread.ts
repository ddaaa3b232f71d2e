import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, isName, nameIn, numberIn, timeIn } from "../line";
import { uuidTimeOf } from "./uuidTime";

/** The thread one rollout is of. */
export interface Thread {
  readonly id: string;
  /** Of the thread a person began; the threads of subagents share it. */
  readonly sessionId: string;
  /** Milliseconds since 1970 UTC. */
  readonly createdMs: number;
  /** The thread that began this one, as a copy of itself or to have something done. */
  readonly parentId: string | undefined;
  /** The kind of subagent that runs in this thread; undefined: a person does. */
  readonly agent: string | undefined;
}

/** What Codex calls a subagent whose role was not asked for. */
const defaultRole = "default";

/** @returns the thread a `session_meta` line tells of; undefined: it is not of that form. */
export function threadOf(line: Fields): Thread | undefined {
  const meta = fieldsIn(line, "payload") ?? {};
  const id = nameIn(meta, "id");
  if (id === undefined) return undefined;
  const createdMs = uuidTimeOf(id) ?? timeIn(meta, "timestamp") ?? timeIn(line, "timestamp");
  if (createdMs === undefined) return undefined;
  const source = fieldsIn(meta, "source") ?? {};
  const spawn = fieldsIn(fieldsIn(source, "subagent") ?? {}, "thread_spawn") ?? {};
  const parentId =
    nameIn(meta, "forked_from_id") ??
    nameIn(meta, "parent_thread_id") ??
    nameIn(spawn, "parent_thread_id");
  return {
    id,
    sessionId: nameIn(meta, "session_id") ?? id,
    createdMs,
    parentId,
    agent: agentOf(source["subagent"]),
  };
}

/** @param state what was a thread before it was written as JSON. */
export function parseThread(state: unknown): Thread | undefined {
  if (!isFields(state)) return undefined;
  const id = nameIn(state, "id");
  const sessionId = nameIn(state, "sessionId");
  const createdMs = numberIn(state, "createdMs");
  if (id === undefined || sessionId === undefined || createdMs === undefined) return undefined;
  const [parentId, agent] = [nameIn(state, "parentId"), nameIn(state, "agent")];
  return { id, sessionId, createdMs, parentId, agent };
}

/** `"review"`, `{ other: "guardian" }` or `{ thread_spawn: { agent_role } }`. */
function agentOf(subagent: unknown): string | undefined {
  if (!isFields(subagent))
    return typeof subagent === "string" && isName(subagent) ? subagent : undefined;
  const spawn = fieldsIn(subagent, "thread_spawn");
  if (spawn !== undefined) return nameIn(spawn, "agent_role") ?? defaultRole;
  return nameIn(subagent, "other") ?? defaultRole;
}
