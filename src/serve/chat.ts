import type { Snapshot } from "../snapshot/snapshot";
import { optional } from "../tracker/completion";
import { parseSkillKey, type FinalOutcome, type Invocation, type SkillRef } from "../tracker/model";
import type { Phases } from "../tracker/phases";
import type { ArgumentDetail } from "../tracker/recognition";
import { recognize } from "../tracker/recognize";
import type { SkillsTracker } from "../tracker/tracker";
import { field, readNumber, readOutcome, readSkill, readText } from "./arguments";

/** The most skills one call of the chat's tools answers with. */
const mostSkills = 20;
const usualSkills = 5;
/** How far back a report looks, days. */
const mostDays = 3650;
export const usualDays = 30;

/** What `session_buddy_recommend` takes. */
export interface RecommendInput {
  /** Never blank. */
  readonly query?: string;
  /** 1–20. */
  readonly limit: number;
}

/** @throws TypeError with a sentence that names what is wrong. */
export function readRecommendInput(input: unknown): RecommendInput {
  const given = input ?? {};
  const query = readText(given, "query")?.trim();
  const limit = readNumber(given, "limit", 1) ?? usualSkills;
  return {
    limit: Math.min(mostSkills, Math.floor(limit)),
    ...optional("query", query === "" ? undefined : query),
  };
}

/** What `session_buddy_report` takes: whole days, 1–3650. @throws TypeError */
export function readDays(input: unknown): number {
  const given = input ?? {};
  return Math.min(mostDays, Math.floor(readNumber(given, "days", 1) ?? usualDays));
}

/** What `session_buddy_record` takes. */
export interface RecordInput {
  /** A name, or a key such as `task:build`. */
  readonly skill: string;
  readonly outcome: FinalOutcome;
  readonly command?: string;
  readonly errorType?: string;
}

/** @throws TypeError */
export function readRecordInput(input: unknown): RecordInput {
  const given = input ?? {};
  readSkill(field(given, "skill"));
  const skill = readText(given, "skill") ?? "";
  const outcome = readOutcome(field(given, "outcome"));
  if (outcome === undefined) {
    throw new TypeError(`"outcome" must be completed, failed, abandoned or unknown.`);
  }
  return {
    skill: skill.trim(),
    outcome,
    ...optional("command", readText(given, "command")),
    ...optional("errorType", readText(given, "error_type")),
  };
}

/** Where what an agent of the chat reports is recorded. */
export interface ChatRecording {
  readonly tracker: SkillsTracker;
  readonly phases: Phases;
  readonly current: () => Pick<Snapshot, "skills" | "tracking">;
  /** Whether the user does not want a skill of this name recorded. */
  readonly isIgnored: (name: string) => boolean;
  /** How much of a command line is kept. */
  readonly argumentDetail: () => ArgumentDetail;
}

/**
 * Records a run that an agent says it made, begun and ended now: how long it took nobody measured.
 *
 * @throws TypeError when nothing is recorded now, or not this.
 */
export function recordFromChat(parts: ChatRecording, input: RecordInput): Invocation {
  const { tracker, phases, current, isIgnored, argumentDetail } = parts;
  const { skills, tracking } = current();
  if (tracking !== "on" || tracker.isPaused) {
    throw new TypeError("Nothing was recorded: the user has paused recording or switched it off.");
  }
  const skill = meantSkill(input.skill, skills);
  if (isIgnored(skill.name)) {
    throw new TypeError("Nothing was recorded: the user does not want this skill recorded.");
  }
  const line = input.command?.trim() ?? "";
  const found = recognize(line, { shell: "bash", arguments: argumentDetail() });
  const complete = tracker.track({
    skill,
    source: "chat",
    author: { kind: "agent" },
    ...optional("category", found?.category),
    ...optional("phase", phases.phaseFor({ skill, phase: found?.phase })),
    ...optional("command", found?.command),
  });
  const { outcome, errorType } = input;
  return complete({ outcome, durationMs: "unknown", ...optional("errorType", errorType) });
}

/**
 * The skill of a key; of a bare name, the one of that name that ran most here. A name nobody ran is
 * of kind `skill`.
 */
export function meantSkill(given: string, skills: Snapshot["skills"]): SkillRef {
  const keyed = parseSkillKey(given);
  if (keyed !== undefined) return keyed;
  const [known] = skills
    .filter(({ name }) => name === given)
    .sort((one, other) => other.total - one.total);
  return known === undefined
    ? { kind: "skill", name: given }
    : { kind: known.kind, name: known.name };
}
