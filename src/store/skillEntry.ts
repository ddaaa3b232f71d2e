import type { History, SkillEntry } from "../tracker/history";
import type { SqlDatabase } from "./database";
import type { HistoryColumns } from "./history";
import type { Names } from "./names";
import { byId } from "./schema";

interface Preferences {
  hidden?: boolean | null;
  pinned?: boolean | null;
  label?: string | null;
  phase?: string | null;
}

type DetailRow = readonly [
  command: string | null,
  cwd: string | null,
  phase: string | null,
  category: string | null,
];

/** How many of a skill's newest invocations are asked for its category. */
const categoryDepth = 8;

/** @returns what is known of a skill beside its invocations: from its newest one, and from people. */
export function readSkillEntry(
  db: SqlDatabase,
  names: Names,
  history: HistoryColumns,
  index: number,
  id: number,
): SkillEntry {
  const given: Preferences = {};
  for (const [field, value] of db.prepare<[string, string]>(selectPreferences).all(id)) {
    Object.assign(given, { [field]: JSON.parse(value) as unknown });
  }
  let at = newestBefore(history, index, history.length);
  const details = (row: number): DetailRow =>
    (row < 0 ? undefined : db.prepare<DetailRow>(selectDetails).first(history.idAt(row))) ??
    noDetails;
  const [command, cwd, phase, newestCategory] = details(at);
  let category = newestCategory;
  for (let depth = 1; category === null && depth < categoryDepth && at > 0; depth++) {
    at = newestBefore(history, index, at);
    category = details(at)[3];
  }
  const shownPhase = given.phase ?? phase;
  return {
    ...names.skill(id),
    category: category ?? "Other",
    hidden: given.hidden ?? false,
    pinned: given.pinned ?? false,
    ...(given.label ? { label: given.label } : {}),
    ...(shownPhase === null ? {} : { phase: shownPhase }),
    ...(given.phase ? { givenPhase: given.phase } : {}),
    ...(command === null ? {} : { lastCommand: command }),
    ...(cwd === null ? {} : { lastCwd: cwd }),
  };
}

const noDetails: DetailRow = [null, null, null, null];

function newestBefore({ skill }: History, index: number, end: number): number {
  for (let at = end - 1; at >= 0; at--) if (skill[at] === index) return at;
  return -1;
}

const selectPreferences = /* sql */ "SELECT field, value FROM preference WHERE skill_id = ?";
const selectDetails = /* sql */ `
SELECT (SELECT value FROM text WHERE id = command_id), (SELECT value FROM text WHERE id = cwd_id),
  (SELECT value FROM text WHERE id = phase_id), (SELECT value FROM text WHERE id = category_id)
FROM invocation ${byId}`;
