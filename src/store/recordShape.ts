import { isFields } from "../base/fields";
import { coverageFormats, coverageUnits, isShare } from "../tracker/coverage";
import {
  endReasons,
  outcomes,
  parseSkillKey,
  skillKinds,
  sources,
  type SkillRef,
} from "../tracker/model";
import type { JournalRecord } from "../tracker/record";
import { isUuid } from "./uuid";

/** A record with its place in its writer's journal. */
export interface NumberedRecord {
  /** From 1, without gaps as it was written. */
  readonly sequence: number;
  readonly record: JournalRecord;
}

type Check = (value: unknown) => boolean;

/**
 * @returns the record of a journal line, or undefined when it does not have the form of one. What a
 *   checksum proves is that a line is as it was written, not that this program wrote it.
 */
export function parseNumberedRecord(value: unknown): NumberedRecord | undefined {
  if (!isFields(value)) return undefined;
  const { sequence, ...record } = value;
  if (typeof sequence !== "number" || !Number.isSafeInteger(sequence) || sequence < 1)
    return undefined;
  const checks = shapes[String(record["type"])];
  if (!checks) return undefined;
  if (record["type"] === "coverage-measured" && !isCovered(record)) return undefined;
  for (const [field, check] of Object.entries(checks)) {
    if (!check(record[field])) return undefined;
  }
  return { sequence, record: record as unknown as JournalRecord };
}

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isFinite(value);
const isTime: Check = (value) => Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15;
const isFlag: Check = (value) => typeof value === "boolean";
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.some((word) => word === value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function isSkill(value: unknown): value is SkillRef {
  return isFields(value) && oneOf(skillKinds)(value["kind"]) && isText(value["name"]);
}

const isSkillKey: Check = (value) =>
  typeof value === "string" && parseSkillKey(value) !== undefined;
const isAuthor: Check = (value) =>
  isFields(value) &&
  oneOf(["user", "agent"])(value["kind"]) &&
  optional(isText)(value["agentName"]);
const isFinal = oneOf(outcomes.filter((outcome) => outcome !== "running"));

const recognised = {
  skill: isSkill,
  category: optional(isText),
  phase: optional(isText),
  command: optional(isText),
  background: optional(isFlag),
};

const isCorrection: Check = (value) =>
  isFields(value) && Object.entries(recognised).every(([field, check]) => check(value[field]));

const isScope: Check = (value) => {
  if (!isFields(value)) return false;
  switch (value["type"]) {
    case "invocation":
      return isUuid(value["id"]);
    case "skill":
      return isSkill(value["skill"]) && isTime(value["untilMs"]);
    case "session":
      return isUuid(value["sessionId"]);
    case "everything":
      return isTime(value["untilMs"]);
    default:
      return false;
  }
};

const isCovered: Check = (value) => isFields(value) && isShare(value["covered"], value["total"]);

const shapes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  "session-started": {
    sessionId: isUuid,
    atMs: isTime,
    previousSessionId: optional(isUuid),
    appName: optional(isText),
    workspaceName: optional(isText),
  },
  "session-ended": { sessionId: isUuid, atMs: isTime },
  started: {
    ...recognised,
    id: isUuid,
    sessionId: isUuid,
    atMs: isTime,
    author: isAuthor,
    source: oneOf(sources),
    cwd: optional(isText),
    parentId: optional(isUuid),
    workflowPath: optional(isText),
    workflowStepId: optional(isText),
    query: optional(isText),
    alternatives: optional(listOf(isSkillKey)),
    selectionRank: optional(isNumber),
  },
  ended: {
    id: isUuid,
    atMs: isTime,
    outcome: isFinal,
    reason: oneOf(endReasons),
    durationMs: optional(isNumber),
    wallMs: optional(isNumber),
    exitCode: optional(isNumber),
    errorType: optional(isText),
    followUps: optional(listOf(isText)),
    corrected: optional(isCorrection),
  },
  amended: {
    amendmentId: isText,
    id: isUuid,
    atMs: isTime,
    outcome: optional(isFinal),
    phase: optional(isText),
    skill: optional(isSkill),
    source: optional(oneOf(sources)),
    errorType: optional(isText),
    followUps: optional(listOf(isText)),
  },
  preference: {
    skill: isSkill,
    atMs: isTime,
    hidden: orNull(isFlag),
    pinned: orNull(isFlag),
    label: orNull(isText),
    phase: orNull(isText),
  },
  rejected: { sessionId: isUuid, skill: isSkill, atMs: isTime, after: optional(isSkill) },
  "coverage-measured": {
    sessionId: isUuid,
    atMs: (value) => isTime(value) && Number.isInteger(value),
    path: (value) => typeof value === "string" && value !== "",
    format: oneOf(coverageFormats),
    unit: oneOf(coverageUnits),
    branches: optional(isCovered),
  },
  forgotten: { atMs: isTime, what: isScope },
};
