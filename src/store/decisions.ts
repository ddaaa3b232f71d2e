import type { RecommendationRejected, SkillPreferenceSet } from "../tracker/record";
import type { SqlDatabase } from "./database";
import type { Names } from "./names";

/** Keeps the latest decision for each field. @returns the id of the skill. */
export function keepPreference(db: SqlDatabase, names: Names, record: SkillPreferenceSet): number {
  const skill = names.skillId(record.skill);
  for (const field of ["hidden", "pinned", "label", "phase"] as const) {
    const value = record[field];
    if (value === undefined) continue;
    db.prepare(setPreference).run(skill, field, record.atMs, JSON.stringify(value));
  }
  return skill;
}

/** Keeps a rejection once, however often it is given. */
export function keepRejection(db: SqlDatabase, names: Names, record: RecommendationRejected): void {
  const { sessionId, skill, after, atMs } = record;
  db.prepare(insertRejection).run(
    names.sessionId(sessionId),
    names.skillId(skill),
    after ? names.skillId(after) : 0,
    atMs,
  );
}

// Of two at the same time the greater text counts, so that the order of arrival does not.
const setPreference = /* sql */ `
INSERT INTO preference VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, value = excluded.value
WHERE (excluded.at_ms, excluded.value) > (at_ms, value)`;

const insertRejection = /* sql */ "INSERT OR IGNORE INTO rejection VALUES (?, ?, ?, ?)";
