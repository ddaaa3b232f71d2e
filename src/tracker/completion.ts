import {
  parseSkillKey,
  skillKey,
  type Author,
  type EndReason,
  type FinalOutcome,
  type Invocation,
  type InvocationId,
  type SessionId,
  type SkillKey,
  type SkillRef,
  type Source,
} from "./model";
import type { InvocationStarted } from "./record";
import type { Redact } from "./redaction";
import { placeholder } from "./shell/placeholder";

/** What is known when an invocation begins. Texts may hold secrets: the tracker redacts them. */
export interface TrackRequest {
  /** Where whoever tells it has named it; a new one where left out. */
  readonly id?: InvocationId | undefined;
  readonly skill: SkillRef;
  readonly source: Source;
  readonly author?: Author | undefined;
  readonly category?: string | undefined;
  readonly phase?: string | undefined;
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  readonly background?: boolean | undefined;
  readonly parentId?: InvocationId | undefined;
  readonly workflowPath?: string | undefined;
  readonly workflowStepId?: string | undefined;
  readonly query?: string | undefined;
  readonly alternatives?: readonly SkillKey[] | undefined;
  /** Whole number from 1. */
  readonly selectionRank?: number | undefined;
  /** Wall clock, when it is not now. */
  readonly startedAtMs?: number | undefined;
  /** On the tracker's monotonic clock, when it is not now. */
  readonly startedMonotonicMs?: number | undefined;
}

/** How an invocation ended. */
export interface Completion {
  /** Default `completed`. */
  readonly outcome?: FinalOutcome | undefined;
  /** Default `reported`. */
  readonly reason?: EndReason | undefined;
  readonly exitCode?: number | undefined;
  readonly errorType?: string | undefined;
  readonly followUps?: readonly string[] | undefined;
  /** Milliseconds ≥ 0 measured by whoever ran it; `unknown` for "do not keep one". */
  readonly durationMs?: number | "unknown" | undefined;
  /** See `Invocation`. */
  readonly wallMs?: number | undefined;
  /** On the tracker's monotonic clock, when it is not now. */
  readonly endedMonotonicMs?: number | undefined;
  /** The shell told the command line better at the end than at the start. */
  readonly corrected?:
    Pick<TrackRequest, "skill" | "category" | "phase" | "command" | "background"> | undefined;
}

/** Names longer than this are cut. */
const maxNameLength = 200;
/** Free texts (queries, commands) longer than this are cut. */
const maxTextLength = 4_000;

/** Keeps a property only when it has a value, as `exactOptionalPropertyTypes` wants it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** A text that was cut says so at its end: a line that is not whole must not be run again as such. */
function text(value: string | undefined, redact: Redact): string | undefined {
  if (value === undefined || value === "") return undefined;
  const safe = redact(value);
  return safe.length <= maxTextLength ? safe : safe.slice(0, maxTextLength - 1) + placeholder;
}

function cleanAuthor({ kind, agentName }: Author, redact: Redact): Author {
  return agentName === undefined ? { kind } : { kind, agentName: line(agentName, redact) };
}

/** A name is shown in one line. */
function line(name: string, redact: Redact): string {
  return redact(name).replace(/\s+/g, " ").trim().slice(0, maxNameLength);
}

/** @returns the skill with its secrets replaced and its name on one line. */
export function cleanSkill(skill: SkillRef, redact: Redact): SkillRef {
  const name = line(skill.name, redact);
  return { kind: skill.kind, name: name === "" ? "unnamed" : name };
}

/** The kind that a key begins with holds no secret and is left as it is. */
function cleanKey(key: SkillKey, redact: Redact): SkillKey {
  const skill = parseSkillKey(key);
  return skill === undefined ? key : skillKey(cleanSkill(skill, redact));
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
    endReason: undefined,
    durationMs: undefined,
    wallMs: undefined,
    exitCode: undefined,
    author: request.author === undefined ? user : cleanAuthor(request.author, redact),
    source: request.source,
    background: request.background ?? false,
    phase: request.phase,
    command: text(request.command, redact),
    cwd: text(request.cwd, redact),
    parentId: request.parentId,
    workflowPath: text(request.workflowPath, redact),
    workflowStepId: text(request.workflowStepId, redact),
    query: text(request.query, redact),
    alternatives: request.alternatives?.slice(0, 100).map((key) => cleanKey(key, redact)) ?? none,
    selectionRank: rank !== undefined && rank >= 1 ? Math.floor(rank) : undefined,
    followUps: none,
    errorType: undefined,
  };
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
  const { followUps, corrected } = completion;
  const duration = completion.durationMs ?? measuredMs;
  const clean = corrected && cleanCorrection(corrected, redact);
  return {
    ...started,
    skill: clean?.skill ?? started.skill,
    background: clean === undefined ? started.background : (clean.background ?? false),
    phase: clean?.phase ?? started.phase,
    command: clean?.command ?? started.command,
    outcome: completion.outcome ?? "completed",
    endReason: completion.reason ?? "reported",
    durationMs: typeof duration === "number" ? Math.max(0, duration) : undefined,
    wallMs: completion.wallMs,
    exitCode: completion.exitCode,
    errorType: text(completion.errorType, redact),
    followUps:
      followUps === undefined
        ? started.followUps
        : [...started.followUps, ...followUps.slice(0, 100).map((action) => redact(action))],
  };
}
