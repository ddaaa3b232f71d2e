import type { Outcome, SessionId, SkillKey, SkillKind, SkillRef } from "./model";

/** What is known of a skill beside its invocations. */
export interface SkillEntry extends SkillRef {
  /** From the catalog, for example "Testing"; "Other" where no rule knows it. */
  readonly category: string;
  /** The name to show, when a person renamed it. */
  readonly label?: string;
  readonly hidden: boolean;
  readonly pinned: boolean;
  /** The phase a person gave it, else that of its newest run. */
  readonly phase?: string;
  /** Only what a person said. */
  readonly givenPhase?: string;
  /** The command of its newest invocation, if one was kept: what "run again" inserts. */
  readonly lastCommand?: string;
  readonly lastCwd?: string;
}

/** "Not useful", said of `skill` when `after` had come last (-1: nothing had). Indices into `skills`. */
export interface Rejection {
  readonly skill: number;
  readonly after: number;
  readonly atMs: number;
}

/**
 * Every invocation the store holds, as columns sorted by start (then id), so that a hundred
 * thousand of them can be analysed in milliseconds. Column values at one index are one invocation.
 *
 * Forgotten invocations are not in it. Only the first `length` values of a column count.
 */
export interface History {
  readonly length: number;
  /**
   * An entry stays the same object as long as nothing changes in it and in the invocations of the
   * skill: none comes, goes, ends or is corrected. Other histories have other objects.
   */
  readonly skills: readonly SkillEntry[];
  readonly phases: readonly string[];
  readonly sessions: readonly SessionId[];
  /** Agent names; index 0 is "" and stands for the user, 1 for an agent without a name. */
  readonly agents: readonly string[];
  /** What people and agents asked for when they ran something, each once. */
  readonly queries: readonly string[];
  /** Working directories, each once. */
  readonly folders: readonly string[];
  /** What was offered beside something that ran, best first and without it; each list once. */
  readonly offers: readonly (readonly SkillKey[])[];
  readonly rejections: readonly Rejection[];
  /** Index into `skills`. */
  readonly skill: Int32Array;
  /** Milliseconds since 1970 UTC. */
  readonly startedAtMs: Float64Array;
  /** Milliseconds; NaN where unknown or still running. */
  readonly durationMs: Float64Array;
  /** Index into `outcomes` of model.ts. */
  readonly outcome: Uint8Array;
  /** Index into `phases`; -1 for none. */
  readonly phase: Int16Array;
  /** Index into `sessions`. */
  readonly session: Int32Array;
  /** Index into `agents`. */
  readonly author: Int16Array;
  /** 1 = background. */
  readonly background: Uint8Array;
  /** Index into `queries`; -1 where nothing was asked. */
  readonly query: Int32Array;
  /** Index into `folders`; -1 where it is not known. */
  readonly folder: Int32Array;
  /** Index into `offers`; -1 where nothing else was offered. */
  readonly offer: Int32Array;
  /** 1 = best, 0 = was not recommended. */
  readonly selectionRank: Uint8Array;
  /** 1 = the user did not let an agent run it. */
  readonly refused: Uint8Array;
}

/** Which invocations to look at. Absent = all. */
export interface HistoryFilter {
  readonly sessionId?: SessionId;
  /** Inclusive, milliseconds since 1970 UTC. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
  readonly kinds?: readonly SkillKind[];
  readonly authors?: readonly ("user" | "agent")[];
  /** One agent, by its name in the history; "" = those without a name. */
  readonly agent?: string;
  readonly outcomes?: readonly Outcome[];
  readonly skill?: SkillRef;
  readonly phase?: string;
}
