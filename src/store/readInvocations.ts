import type { EndReason, Invocation, Outcome, SkillKey, Source } from "../tracker/model";
import type { SqlDatabase } from "./database";
import { Names } from "./names";
import { byId, endReasonCodes, outcomeCodes, sourceCodes } from "./schema";
import { uuidText } from "./uuid";

type Id = number | null;
type Row = readonly [
  id: Uint8Array,
  sessionId: number,
  skillId: number,
  startedAtMs: number,
  outcome: number,
  endReason: number | null,
  durationMs: number | null,
  exitCode: number | null,
  agentId: Id,
  source: number,
  background: number,
  phaseId: Id,
  commandId: Id,
  cwdId: Id,
  parentId: Uint8Array | null,
  workflowPathId: Id,
  workflowStepId: Id,
  queryId: Id,
  alternativesId: Id,
  selectionRank: number | null,
  errorTypeId: Id,
  wallMs: number | null,
];

/** @returns the invocations of those ids (16 bytes each), in that order; ids nobody knows are left out. */
export function readInvocations(db: SqlDatabase, ids: Iterable<Uint8Array>): Invocation[] {
  const names = new Names(db);
  const statement = db.prepare<Row>(selectRow);
  const invocations: Invocation[] = [];
  for (const id of ids) {
    const row = statement.first(id);
    if (row) invocations.push(toInvocation(db, names, row));
  }
  return invocations;
}

function toInvocation(db: SqlDatabase, names: Names, row: Row): Invocation {
  const [id, session, skill, startedAtMs, outcome, reason, durationMs, exitCode, agent] = row;
  const [, , , , , , , , , source, background, phase, command, cwd, parent] = row;
  const [, , , , , , , , , , , , , , , path, step, query, alternatives, selectionRank, error] = row;
  const agentName = agent === null ? "" : names.text(agent);
  const invocation: { -readonly [Field in keyof Invocation]: Invocation[Field] } = {
    id: uuidText(id),
    sessionId: names.sessionUuid(session),
    skill: names.skill(skill),
    startedAtMs,
    outcome: wordOf<Outcome>(outcomeCodes, outcome) ?? "unknown",
    author:
      agent === null
        ? { kind: "user" }
        : { kind: "agent", ...(agentName === "" ? {} : { agentName }) },
    source: wordOf<Source>(sourceCodes, source) ?? "api",
    background: background === 1,
    alternatives: alternatives === null ? [] : (JSON.parse(names.text(alternatives)) as SkillKey[]),
    followUps: db.prepare<[string]>(selectFollowUps).all(id).flat(),
  };
  const endReason = reason === null ? undefined : wordOf<EndReason>(endReasonCodes, reason);
  if (endReason) invocation.endReason = endReason;
  if (durationMs !== null) invocation.durationMs = durationMs;
  const wallMs = row[21];
  if (wallMs !== null) invocation.wallMs = wallMs;
  if (exitCode !== null) invocation.exitCode = exitCode;
  if (phase !== null) invocation.phase = names.text(phase);
  if (command !== null) invocation.command = names.text(command);
  if (cwd !== null) invocation.cwd = names.text(cwd);
  if (parent) invocation.parentId = uuidText(parent);
  if (path !== null) invocation.workflowPath = names.text(path);
  if (step !== null) invocation.workflowStepId = names.text(step);
  if (query !== null) invocation.query = names.text(query);
  if (selectionRank !== null) invocation.selectionRank = selectionRank;
  if (error !== null) invocation.errorType = names.text(error);
  return invocation;
}

function wordOf<Word extends string>(
  codes: Readonly<Record<Word, number>>,
  code: number,
): Word | undefined {
  for (const word in codes) if (codes[word] === code) return word;
  return undefined;
}

const selectRow = /* sql */ `
SELECT id, session_id, skill_id, started_at_ms, outcome_id, end_reason_id, duration_ms, exit_code,
  agent_id, source_id, background, phase_id, command_id, cwd_id, parent_id, workflow_path_id,
  workflow_step_id, query_id, alternatives_id, selection_rank, error_type_id,
  (SELECT wall_ms FROM invocation i WHERE i.id = e.id)
FROM effective_invocation e ${byId}`;

const selectFollowUps = /* sql */ `
SELECT action FROM follow_up WHERE invocation_id = ? ORDER BY at_ms, amendment_id, position`;
