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

/** @returns the running invocation a request describes, with every text redacted. */
export function invocationFrom(
  request: TrackRequest,
  given: { id: InvocationId; sessionId: SessionId; nowMs: number; redact: Redact },
): Invocation {
  const { redact } = given;
  const rank = request.selectionRank;
  return {
    id: given.id,
    sessionId: given.sessionId,
    skill: cleanSkill(request.skill, redact),
    startedAtMs: request.startedAtMs ?? given.nowMs,
    outcome: "running",
    author: request.author ?? { kind: "user" },
    source: request.source,
    background: request.background ?? false,
    alternatives: (request.alternatives ?? []).slice(0, 100),
    followUps: [],
    ...optional("phase", request.phase),
    ...optional("command", text(request.command, redact)),
    ...optional("cwd", text(request.cwd, redact)),
    ...optional("parentId", request.parentId),
    ...optional("workflowPath", text(request.workflowPath, redact)),
    ...optional("workflowStepId", text(request.workflowStepId, redact)),
    ...optional("query", text(request.query, redact)),
    ...optional("selectionRank", rank !== undefined && rank >= 1 ? Math.floor(rank) : undefined),
  };
}

/** @returns `started` as it stands after `completion`; `measuredMs` is what the clock says. */
export function completed(
  started: Invocation,
  completion: Completion,
  measuredMs: number,
  redact: Redact,
): Invocation {
  const reason = completion.reason ?? "reported";
  const duration = completion.durationMs ?? measuredMs;
  const followUps = (completion.followUps ?? []).map((action) => redact(action)).slice(0, 100);
  const corrected = completion.corrected && cleanCorrection(completion.corrected, redact);
  return {
    ...started,
    ...(corrected && { skill: corrected.skill, background: corrected.background ?? false }),
    ...optional("phase", corrected?.phase),
    ...optional("command", corrected?.command),
    outcome: completion.outcome ?? "completed",
    endReason: reason,
    followUps: [...started.followUps, ...followUps],
    ...optional("durationMs", typeof duration === "number" ? Math.max(0, duration) : undefined),
    ...optional("exitCode", completion.exitCode),
    ...optional("errorType", text(completion.errorType, redact)),
  };
}
