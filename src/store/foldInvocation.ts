import type { InvocationAmended, InvocationEnded, InvocationStarted } from "../tracker/record";
import type { SqlDatabase } from "./database";
import type { Names } from "./names";
import { byId, endReasonCodes, outcomeCodes, sourceCodes } from "./schema";
import { uuidBytes } from "./uuid";

/**
 * Inserts the invocation. Two windows that follow the same agent both tell how its run began: then
 * the beginning with the least (time, source, writer) counts, whichever arrives first.
 *
 * @returns whether it took the place of one with another time.
 */
export function insertStarted(
  db: SqlDatabase,
  names: Names,
  writerId: number,
  record: InvocationStarted,
): boolean {
  const id = uuidBytes(record.id);
  const source = sourceCodes[record.source];
  const skill = names.skillId(record.skill);
  const { author } = record;
  const row = [
    writerId,
    names.sessionId(record.sessionId),
    skill,
    record.atMs,
    author.kind === "user" ? null : names.textId(author.agentName ?? ""),
    source,
    record.background ? 1 : 0,
    names.textId(record.phase),
    names.textId(record.category),
    names.textId(record.command),
    names.textId(record.cwd),
    record.selectionRank ?? null,
    record.parentId === undefined ? null : uuidBytes(record.parentId),
    names.textId(record.workflowPath),
    names.textId(record.workflowStepId),
    names.textId(record.query),
    names.textId(listText(record.alternatives)),
    id,
  ];
  if (db.prepare(insertInvocation).first(...row)) return false;
  const known = db.prepare<StartRow>(selectStart).first(record.atMs, source, writerId, id);
  if (!known) return false;
  const [isBefore, startedAtMs, knownSkill] = known;
  if (knownSkill !== skill) {
    // To forget either skill forgets the invocation, as with a correction.
    for (const one of [knownSkill, skill]) db.prepare(addFormerSkill).run(id, one);
  }
  if (isBefore === 1) db.prepare(replaceStart).run(...row);
  return isBefore === 1 && startedAtMs !== record.atMs;
}

type StartRow = readonly [isBefore: number, startedAtMs: number, skill: number];

type Correction = NonNullable<InvocationEnded["corrected"]>;

type EndRow = readonly [
  endedAtMs: number | null,
  outcome: number,
  reason: number | null,
  durationMs: number | null,
  exitCode: number | null,
  errorType: number | null,
  followUps: number | null,
  correctedAtMs: number | null,
  skill: number,
  phase: number | null,
  category: number | null,
  command: number | null,
  background: number,
  wallMs: number | null,
];

/**
 * Lets an end count if it is the first one of its invocation: by its time, then by its content, so
 * that the order of arrival does not matter. The same rule, by itself, says which correction counts.
 *
 * @returns false when the invocation has not arrived yet.
 */
export function updateEnded(db: SqlDatabase, names: Names, record: InvocationEnded): boolean {
  const id = uuidBytes(record.id);
  const row = db.prepare<EndRow>(selectEnd).first(id);
  if (!row) return false;
  const text = (textId: number | null): string | undefined =>
    textId === null ? undefined : names.text(textId);

  const [endedAtMs, outcome, reason, durationMs, exitCode, errorType, followUps] = row;
  const wallMs = row[13];
  const isFirst =
    endedAtMs === null ||
    record.atMs < endedAtMs ||
    (record.atMs === endedAtMs &&
      contentOfEnd(record) <
        JSON.stringify([
          outcome,
          reason,
          durationMs,
          exitCode,
          text(errorType) ?? null,
          text(followUps) ?? null,
          wallMs,
        ]));
  if (isFirst) {
    db.prepare(setEnd).run(
      record.atMs,
      outcomeCodes[record.outcome],
      endReasonCodes[record.reason],
      record.durationMs ?? null,
      record.exitCode ?? null,
      names.textId(record.errorType),
      names.textId(listText(record.followUps)),
      record.wallMs ?? null,
      id,
    );
  }

  const { corrected } = record;
  if (!corrected) return true;
  const [, , , , , , , correctedAtMs, skill, phase, category, command, background] = row;
  const content = [
    names.skillId(corrected.skill),
    names.textId(corrected.phase),
    names.textId(corrected.category),
    names.textId(corrected.command),
    corrected.background ? 1 : 0,
  ] as const;
  // Both stay known as names of this invocation: to forget either skill forgets it.
  db.prepare(addFormerSkill).run(id, skill);
  db.prepare(addFormerSkill).run(id, content[0]);
  const counts =
    correctedAtMs === null ||
    record.atMs < correctedAtMs ||
    (record.atMs === correctedAtMs &&
      contentOfCorrection(corrected) <
        contentOfCorrection({
          skill: names.skill(skill),
          phase: text(phase),
          category: text(category),
          command: text(command),
          background: background === 1,
        }));
  if (counts) db.prepare(setCorrection).run(record.atMs, ...content, id);
  return true;
}

function contentOfEnd(record: InvocationEnded): string {
  return JSON.stringify([
    outcomeCodes[record.outcome],
    endReasonCodes[record.reason],
    record.durationMs ?? null,
    record.exitCode ?? null,
    record.errorType ?? null,
    listText(record.followUps) ?? null,
    record.wallMs ?? null,
  ]);
}

function contentOfCorrection(corrected: {
  [Field in keyof Correction]: Correction[Field] | undefined;
}): string {
  const { skill, phase, category, command, background } = corrected;
  return JSON.stringify([
    skill?.kind,
    skill?.name,
    phase ?? null,
    category ?? null,
    command ?? null,
    background ?? false,
  ]);
}

/** Keeps an amendment and works out again what all of them together say. */
export function insertAmended(db: SqlDatabase, names: Names, record: InvocationAmended): void {
  const id = uuidBytes(record.id);
  db.prepare(insertAmendment).run(
    record.amendmentId,
    id,
    record.atMs,
    record.outcome === undefined ? null : outcomeCodes[record.outcome],
    names.textId(record.phase),
    record.skill === undefined ? null : names.skillId(record.skill),
    record.source === undefined ? null : sourceCodes[record.source],
    names.textId(record.errorType),
    names.textId(listText(record.followUps)),
  );
  db.prepare(setAmended).run(id);
}

function listText(list: readonly string[] | undefined): string | undefined {
  return list === undefined || list.length === 0 ? undefined : JSON.stringify(list);
}

const startColumns = [
  ...[
    "writer_id",
    "session_id",
    "skill_id",
    "started_at_ms",
    "agent_id",
    "source_id",
    "background",
  ],
  ...["phase_id", "category_id", "command_id", "cwd_id", "selection_rank", "parent_id"],
  ...["workflow_path_id", "workflow_step_id", "query_id", "alternatives_id"],
];

const insertInvocation = /* sql */ `
INSERT INTO invocation (${startColumns.join(", ")}, id)
VALUES (${startColumns.map(() => "?").join(", ")}, ?) ON CONFLICT DO NOTHING RETURNING 1`;

const replaceStart = /* sql */ `
UPDATE invocation SET ${startColumns.map((column) => `${column} = ?`).join(", ")} ${byId}`;

const selectStart = /* sql */ `
SELECT (?1, ?2, (SELECT uid FROM writer WHERE id = ?3)) < (i.started_at_ms, i.source_id, w.uid),
  i.started_at_ms, i.skill_id
FROM invocation i JOIN writer w ON w.id = i.writer_id WHERE i.id = CAST(?4 AS BLOB)`;

const selectEnd = /* sql */ `
SELECT ended_at_ms, outcome_id, end_reason_id, duration_ms, exit_code, error_type_id, follow_ups_id,
  corrected_at_ms, skill_id, phase_id, category_id, command_id, background, wall_ms
FROM invocation ${byId}`;

const setEnd = /* sql */ `
UPDATE invocation SET ended_at_ms = ?, outcome_id = ?, end_reason_id = ?, duration_ms = ?,
  exit_code = ?, error_type_id = ?, follow_ups_id = ?, wall_ms = ? ${byId}`;

const setCorrection = /* sql */ `
UPDATE invocation SET corrected_at_ms = ?, skill_id = ?, phase_id = ?, category_id = ?,
  command_id = ?, background = ? ${byId}`;

const addFormerSkill = /* sql */ "INSERT OR IGNORE INTO former_skill VALUES (?, ?)";

const insertAmendment = /* sql */ `
INSERT OR IGNORE INTO amendment (id, invocation_id, at_ms, outcome_id, phase_id, skill_id, source_id,
  error_type_id, follow_ups_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const latest = (column: string): string =>
  `(SELECT ${column} FROM amendment WHERE invocation_id = ?1 AND ${column} IS NOT NULL
    ORDER BY at_ms DESC, id DESC LIMIT 1)`;

const setAmended = /* sql */ `
INSERT OR REPLACE INTO amended
SELECT ?1, ${latest("outcome_id")}, ${latest("phase_id")}, ${latest("skill_id")},
  ${latest("source_id")}, ${latest("error_type_id")}`;
