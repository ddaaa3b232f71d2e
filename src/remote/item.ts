import { isFields, type Fields } from "../base/fields";
import { optional } from "../tracker/completion";
import {
  outcomes,
  parseSkillKey,
  skillKey,
  skillKinds,
  type Author,
  type SkillKey,
  type SkillRef,
} from "../tracker/model";
import type { InvocationEnded, InvocationStarted, JournalRecord } from "../tracker/record";

/** The beginning of an invocation, as far as another server is told of it. */
export type StartItem = Pick<
  InvocationStarted,
  | "type"
  | "id"
  | "sessionId"
  | "skill"
  | "atMs"
  | "author"
  | "background"
  | "phase"
  | "command"
  | "workflowPath"
  | "workflowStepId"
  | "query"
  | "alternatives"
  | "selectionRank"
>;

/** The end of an invocation, as far as another server is told of it. */
export type EndItem = Pick<
  InvocationEnded,
  "type" | "id" | "outcome" | "durationMs" | "errorType" | "followUps"
>;

/** What is delivered. */
export type DeliveryItem = StartItem | EndItem;

/**
 * @param keepsCommands whether command lines are kept, and so may be told.
 * @returns what to deliver of a record; undefined for those that stay here.
 */
export function itemOf(record: JournalRecord, keepsCommands: boolean): DeliveryItem | undefined {
  if (record.type === "ended") {
    const { type, id, outcome, durationMs, errorType, followUps } = record;
    return { type, id, outcome, durationMs, errorType, followUps };
  }
  if (record.type !== "started") return undefined;
  const { type, id, sessionId, skill, atMs, author, background, phase, command } = record;
  const { workflowPath, workflowStepId, query, alternatives, selectionRank } = record;
  return {
    ...{ type, id, sessionId, skill, atMs, author, background, phase },
    command: keepsCommands ? command : undefined,
    ...{ workflowPath, workflowStepId, query, alternatives, selectionRank },
  };
}

/** Reads a line of a queue, which may come from anywhere. @returns undefined for what is no item. */
export function parseItem(line: string): DeliveryItem | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? (readStart(value) ?? readEnd(value)) : undefined;
  } catch {
    return undefined; // blank, or torn by the end of its writer
  }
}

function readStart(from: Fields): StartItem | undefined {
  const { type, sessionId, atMs } = from;
  const id = readId(from["id"]);
  const skill = readSkill(from["skill"]);
  const author = readAuthor(from["author"]);
  if (type !== "started" || id === undefined || typeof sessionId !== "string") return undefined;
  if (skill === undefined || author === undefined || !isTime(atMs)) return undefined;
  return {
    ...{ type, id, sessionId, skill, atMs, author },
    ...optional("background", from["background"] === true ? true : undefined),
    ...optional("phase", readText(from["phase"])),
    ...optional("command", readText(from["command"])),
    ...optional("workflowPath", readText(from["workflowPath"])),
    ...optional("workflowStepId", readText(from["workflowStepId"])),
    ...optional("query", readText(from["query"])),
    ...optional("alternatives", readList(from["alternatives"], readKey)),
    ...optional("selectionRank", readNumber(from["selectionRank"])),
  };
}

function readEnd(from: Fields): EndItem | undefined {
  const { type } = from;
  const id = readId(from["id"]);
  const outcome = outcomes.find((known) => known === from["outcome"]);
  if (type !== "ended" || id === undefined) return undefined;
  if (outcome === undefined || outcome === "running") return undefined;
  return {
    ...{ type, id, outcome },
    ...optional("durationMs", readNumber(from["durationMs"])),
    ...optional("errorType", readText(from["errorType"])),
    ...optional("followUps", readList(from["followUps"], readText)),
  };
}

function readId(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    ? value
    : undefined;
}

function readSkill(value: unknown): SkillRef | undefined {
  const { kind, name } = isFields(value) ? value : {};
  const known = skillKinds.find((one) => one === kind);
  return known === undefined || typeof name !== "string" ? undefined : { kind: known, name };
}

function readAuthor(value: unknown): Author | undefined {
  const { kind, agentName } = isFields(value) ? value : {};
  if (kind !== "user" && kind !== "agent") return undefined;
  return { kind, ...optional("agentName", readText(agentName)) };
}

function readKey(value: unknown): SkillKey | undefined {
  const skill = typeof value === "string" ? parseSkillKey(value) : undefined;
  return skill === undefined ? undefined : skillKey(skill);
}

function readList<T>(
  value: unknown,
  read: (one: unknown) => T | undefined,
): readonly T[] | undefined {
  return Array.isArray(value) ? value.flatMap((one) => read(one) ?? []) : undefined;
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Within what a `Date` can hold. */
function isTime(value: unknown): value is number {
  return readNumber(value) !== undefined && Number(value) <= 8.64e15;
}
