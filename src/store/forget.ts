import type { InvocationEnded } from "../tracker/record";
import { clearClusters } from "./clusterTables";
import type { SqlDatabase } from "./database";
import { uuid } from "./legacyViews";
import type { Names } from "./names";
import { byId } from "./schema";
import type { Tombstones } from "./tombstones";

/**
 * Whether an invocation is forgotten by one of its skills or by its time. Everything recorded of
 * it counts: each skill it was ever said to be of, and its earliest time. More records can only
 * add to that, so the answer does not depend on the order in which they come.
 */
export function isForgotten(
  db: SqlDatabase,
  names: Names,
  tombstones: Tombstones,
  id: Uint8Array,
): boolean {
  if (!tombstones.judgeByTime) return false;
  const times = db.prepare<[number]>(selectTimes).all(id).flat();
  const skills = db
    .prepare<[number]>(selectSkills)
    .all(id)
    .flatMap(([skill]) => names.skill(skill));
  for (const [text] of db.prepare<[string]>(selectPending).all(id)) {
    const record = JSON.parse(text) as InvocationEnded;
    times.push(record.atMs);
    if (record.corrected) skills.push(record.corrected.skill);
  }
  if (times.length === 0) return false;
  const earliestMs = Math.min(...times);
  return (
    tombstones.hasTime(earliestMs) || skills.some((skill) => tombstones.hasSkill(skill, earliestMs))
  );
}

/** Takes out everything of one invocation and sees to it that nothing of it comes back. */
export function removeInvocation(db: SqlDatabase, tombstones: Tombstones, id: Uint8Array): void {
  for (const statement of deleteInvocation) db.prepare(statement).run(id);
  tombstones.addInvocation(id);
}

/** Removes skills, sessions and texts that nothing refers to any more. */
export function removeUnused(db: SqlDatabase): void {
  db.exec(deleteUnused);
}

/** @returns the ids of all invocations of which anything is known, begun or not. */
export function knownIds(db: SqlDatabase): readonly Uint8Array[] {
  return db.prepare<[Uint8Array]>(selectKnownIds).all().flat();
}

/** @returns the ids of the invocations of one session, by its id in the database. */
export function idsOfSession(db: SqlDatabase, session: number): readonly Uint8Array[] {
  return db.prepare<[Uint8Array]>(selectIdsOfSession).all(session).flat();
}

/** Takes out what is known of a session beside its invocations. */
export function clearSession(db: SqlDatabase, session: number): void {
  for (const statement of clearSessionOnly) db.prepare(statement).run(session);
}

/** Takes out what people decided about a skill up to that time. */
export function clearSkill(db: SqlDatabase, skill: number, untilMs: number): void {
  for (const statement of clearSkillUntil) db.prepare(statement).run(skill, untilMs);
}

/** Takes out everything up to that time that is not part of an invocation. */
export function clearUntil(db: SqlDatabase, untilMs: number): void {
  for (const statement of clearAllUntil) db.prepare(statement).run(untilMs);
}

const selectKnownIds = /* sql */ `
SELECT id FROM invocation UNION SELECT invocation_id FROM amendment
UNION SELECT invocation_id FROM pending_end`;

const selectIdsOfSession = /* sql */ "SELECT id FROM invocation WHERE session_id = ?";

const clearSessionOnly = [
  /* sql */ "DELETE FROM rejection WHERE session_id = ?",
  /* sql */ `UPDATE session SET started_at_ms = NULL, ended_at_ms = NULL, previous_uuid = NULL,
    app_name = NULL, workspace_name = NULL WHERE id = ?`,
];

const clearSkillUntil = [
  // Whatever its time: what was usual rests on the days before.
  /* sql */ `DELETE FROM skill_anomalies WHERE (skill_kind, skill_name) =
    (SELECT kind, name FROM skill WHERE id = ?1) AND ?2 IS NOT NULL`,
  /* sql */ "DELETE FROM preference WHERE skill_id = ? AND at_ms <= ?",
  /* sql */ "DELETE FROM rejection WHERE ?1 IN (skill_id, after_skill_id) AND at_ms <= ?2",
];

const clearAllUntil = [
  /* sql */ `DELETE FROM ab_test_configs
    WHERE start_date <= strftime('%Y-%m-%dT%H:%M:%fZ', ? / 1000.0, 'unixepoch')`,
  /* sql */ "DELETE FROM preference WHERE at_ms <= ?",
  /* sql */ "DELETE FROM rejection WHERE at_ms <= ?",
  /* sql */ `UPDATE session SET started_at_ms = NULL, previous_uuid = NULL, app_name = NULL,
    workspace_name = NULL WHERE started_at_ms <= ?`,
  /* sql */ "UPDATE session SET ended_at_ms = NULL WHERE ended_at_ms <= ?",
];

const selectTimes = /* sql */ `
SELECT started_at_ms FROM invocation WHERE id = CAST(?1 AS BLOB)
UNION ALL SELECT ended_at_ms FROM invocation WHERE id = CAST(?1 AS BLOB) AND ended_at_ms IS NOT NULL
UNION ALL SELECT corrected_at_ms FROM invocation WHERE id = CAST(?1 AS BLOB) AND corrected_at_ms IS NOT NULL
UNION ALL SELECT at_ms FROM amendment WHERE invocation_id = ?1`;

const selectSkills = /* sql */ `
SELECT skill_id FROM invocation WHERE id = CAST(?1 AS BLOB)
UNION SELECT skill_id FROM former_skill WHERE invocation_id = ?1
UNION SELECT skill_id FROM amendment WHERE invocation_id = ?1 AND skill_id IS NOT NULL`;

const selectPending = /* sql */ "SELECT record FROM pending_end WHERE invocation_id = ?";

const deleteInvocation = [
  // Before the rest, which knows the skills: how often they ran is what anomalies say.
  /* sql */ `DELETE FROM skill_anomalies WHERE id IN (
    SELECT a.id FROM (
      SELECT skill_id FROM invocation WHERE id = CAST(?1 AS BLOB)
      UNION SELECT skill_id FROM former_skill WHERE invocation_id = ?1
      UNION SELECT skill_id FROM amendment WHERE invocation_id = ?1 AND skill_id IS NOT NULL) i
    CROSS JOIN skill s ON s.id = i.skill_id
    CROSS JOIN skill_anomalies a ON a.skill_name = s.name AND a.skill_kind = s.kind)`,
  /* sql */ `DELETE FROM invocation ${byId}`,
  /* sql */ "DELETE FROM amendment WHERE invocation_id = ?",
  /* sql */ "DELETE FROM amended WHERE invocation_id = ?",
  /* sql */ "DELETE FROM former_skill WHERE invocation_id = ?",
  /* sql */ "DELETE FROM pending_end WHERE invocation_id = ?",
];

const textColumns: Readonly<Record<string, readonly string[]>> = {
  invocation: [
    "agent_id",
    "phase_id",
    "category_id",
    "command_id",
    "cwd_id",
    "workflow_path_id",
    "workflow_step_id",
    "query_id",
    "alternatives_id",
    "error_type_id",
    "follow_ups_id",
  ],
  amendment: ["phase_id", "error_type_id", "follow_ups_id"],
};

const usedTexts = Object.entries(textColumns)
  .flatMap(([table, columns]) =>
    columns.map((column) => `SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL`),
  )
  .join(" UNION ");

// Clusters are made anew when the database is published.
const deleteUnused = /* sql */ `
${clearClusters}
DELETE FROM session WHERE started_at_ms IS NULL AND ended_at_ms IS NULL AND id NOT IN
  (SELECT session_id FROM invocation UNION SELECT session_id FROM rejection);
DELETE FROM skill WHERE id NOT IN
  (SELECT skill_id FROM invocation UNION SELECT skill_id FROM former_skill
   UNION SELECT skill_id FROM amendment WHERE skill_id IS NOT NULL
   UNION SELECT skill_id FROM preference
   UNION SELECT skill_id FROM rejection UNION SELECT after_skill_id FROM rejection);
DELETE FROM skill_anomalies WHERE (skill_kind, skill_name) NOT IN (SELECT kind, name FROM skill);
DELETE FROM ab_test_assignments WHERE session_number NOT IN (SELECT id FROM session);
DELETE FROM ab_test_exclusions WHERE user_id NOT IN (SELECT ${uuid("uuid")} FROM session);
DELETE FROM text WHERE id NOT IN (${usedTexts});
DELETE FROM skill_invocation_fts WHERE docid NOT IN (SELECT id FROM text);`;
