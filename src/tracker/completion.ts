import type {
  Author,
  EndReason,
  FinalOutcome,
  Invocation,
  InvocationId,
  SessionId,
  SkillKey,
  SkillRef,
  Source,
} from "./model";
import type { InvocationStarted } from "./record";
import type { Redact } from "./redaction";

/** What is known when an invocation begins. Texts may hold secrets: the tracker redacts them. */
export interface TrackRequest {
  readonly skill: SkillRef;
  readonly source: Source;
  readonly author?: Author;
  readonly category?: string;
  readonly phase?: string;
  readonly command?: string;
  readonly cwd?: string;
  readonly background?: boolean;
  readonly parentId?: InvocationId;
  readonly workflowPath?: string;
  readonly workflowStepId?: string;
  readonly query?: string;
  readonly alternatives?: readonly SkillKey[];
  /** Whole number from 1. */
  readonly selectionRank?: number;
  /** Wall clock, when it is not now. */
  readonly startedAtMs?: number;
  /** On the tracker's monotonic clock, when it is not now. */
  readonly startedMonotonicMs?: number;
}

/** How an invocation ended. */
export interface Completion {
  /** Default `completed`. */
  readonly outcome?: FinalOutcome;
  /** Default `reported`. */
  readonly reason?: EndReason;
  readonly exitCode?: number;
  readonly errorType?: string;
  readonly followUps?: readonly string[];
  /** Milliseconds ≥ 0 measured by whoever ran it; `unknown` for "do not keep one". */
  readonly durationMs?: number | "unknown";
  /** On the tracker's monotonic clock, when it is not now. */
  readonly endedMonotonicMs?: number;
  /** The shell told the command line better at the end than at the start. */
  readonly corrected?: Pick<
    TrackRequest,
    "skill" | "category" | "phase" | "command" | "background"
  >;
}

/** Names longer than this are cut: a name is shown in one line. */
const maxNameLength = 200;
/** Free texts (queries, commands) longer than this are cut. */
const maxTextLength = 4_000;

/** Keeps a property only when it has a value, as `exactOptionalPropertyTypes` wants it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function text(value: string | undefined, redact: Redact): string | undefined {
  return value === undefined || value === "" ? undefined : redact(value).slice(0, maxTextLength);
}

/** @returns the skill with its secrets replaced and its name on one line. */
export function cleanSkill(skill: SkillRef, redact: Redact): SkillRef {
  const name = redact(skill.name).replace(/\s+/g, " ").trim().slice(0, maxNameLength);
  return { kind: skill.kind, name: name === "" ? "unnamed" : name };
}

/** @returns the fields a corrected command line changes, redacted. */
export function cleanCorrection(
  corrected: NonNullable<Completion["corrected"]>,
  redact: Redact,
): Pick<InvocationStarted, "skill" | "category" | "phase" | "command" | "background"> {
  return {
    skill: cleanSkill(corrected.skill, redact),
    ...optional("category", corrected.category),
    ...optional("phase", corrected.phase),
    ...optional("command", text(corrected.command, redact)),
    ...optional("background", corrected.background),
  };
}

/** A value under construction. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Sets a property when it has a value. In the path of every record, where spreading one object per
 * optional property would cost more than the record itself.
 */
export function set<T, K extends keyof T>(draft: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) draft[key] = value;
}

/** @returns the running invocation a request describes, with every text redacted. */
export function invocationFrom(
  request: TrackRequest,
  given: { id: InvocationId; sessionId: SessionId; nowMs: number; redact: Redact },
): Invocation {
  const { redact } = given;
  const made: Draft<Invocation> = {
    id: given.id,
    sessionId: given.sessionId,
    skill: cleanSkill(request.skill, redact),
    startedAtMs: request.startedAtMs ?? given.nowMs,
    outcome: "running",
    author: request.author ?? user,
    source: request.source,
    background: request.background ?? false,
    alternatives: request.alternatives?.slice(0, 100) ?? none,
    followUps: none,
  };
  set(made, "phase", request.phase);
  set(made, "command", text(request.command, redact));
  set(made, "cwd", text(request.cwd, redact));
  set(made, "parentId", request.parentId);
  set(made, "workflowPath", text(request.workflowPath, redact));
  set(made, "workflowStepId", text(request.workflowStepId, redact));
  set(made, "query", text(request.query, redact));
  const rank = request.selectionRank;
  if (rank !== undefined && rank >= 1) made.selectionRank = Math.floor(rank);
  return made;
}

const user: Author = { kind: "user" };
const none: readonly never[] = [];

/** @returns `started` as it stands after `completion`; `measuredMs` is what the clock says. */
export function completed(
  started: Invocation,
  completion: Completion,
  measuredMs: number,
  redact: Redact,
): Invocation {
  const ended: Draft<Invocation> = { ...started };
  ended.outcome = completion.outcome ?? "completed";
  ended.endReason = completion.reason ?? "reported";
  const { followUps, corrected } = completion;
  if (followUps !== undefined) {
    const clean = followUps.slice(0, 100).map((action) => redact(action));
    ended.followUps = [...started.followUps, ...clean];
  }
  if (corrected !== undefined) {
    const clean = cleanCorrection(corrected, redact);
    ended.skill = clean.skill;
    ended.background = clean.background ?? false;
    set(ended, "phase", clean.phase);
    set(ended, "command", clean.command);
  }
  const duration = completion.durationMs ?? measuredMs;
  if (typeof duration === "number") ended.durationMs = Math.max(0, duration);
  set(ended, "exitCode", completion.exitCode);
  set(ended, "errorType", text(completion.errorType, redact));
  return ended;
}
