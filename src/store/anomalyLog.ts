import type { SkillKind, SkillRef } from "../tracker/model";
import type { SqlDatabase } from "./database";
import { inTransaction, isoOf } from "./rewrite";

/** Something unusual about a skill, as it is found now. */
export interface FoundAnomaly {
  readonly skill: SkillRef;
  readonly type: "spike" | "drop" | "pattern-shift" | "slower" | "faster";
  /** Runs in the window, ≥ 0; for a shift the completion rate, 0–1; for slower and faster milliseconds. */
  readonly baseline: number;
  /** In the same unit. */
  readonly observed: number;
  /** Below 0 where less was observed than expected. */
  readonly score: number;
}

/** So many are kept: those that stand first, then the newest. */
export const mostAnomalies = 1000;

type OpenRow = readonly [
  id: number,
  kind: SkillKind,
  name: string,
  type: string,
  baseline: number,
  observed: number,
  score: number,
];

/**
 * Brings the log of anomalies up to date. One that is found for the first time is opened, one that
 * is still found keeps its row and has the newest figures, and one that is not found any more is
 * resolved; should it come back, it is opened anew.
 *
 * @param found greatest score first; no two of one skill and type.
 * @param nowMs milliseconds since 1970 UTC.
 */
export function keepAnomalies(
  db: SqlDatabase,
  found: readonly FoundAnomaly[],
  nowMs: number,
): void {
  const now = isoOf(nowMs);
  const left = new Map(
    found.slice(0, mostAnomalies).map((one) => [keyOf(one.skill, typeOf(one)), one]),
  );
  const open = db.prepare<OpenRow>(selectOpen).all();
  if (open.length === 0 && left.size === 0) return;
  inTransaction(db, () => {
    for (const [id, kind, name, type, baseline, observed, score] of open) {
      const key = keyOf({ kind, name }, type);
      const same = left.get(key);
      left.delete(key);
      if (same === undefined) db.prepare(resolve).run(now, id);
      else if (same.baseline !== baseline || same.observed !== observed || same.score !== score) {
        db.prepare(update).run(same.baseline, same.observed, same.score, id);
      }
    }
    for (const one of left.values()) {
      const { skill, baseline, observed, score } = one;
      db.prepare(insert).run(skill.name, now, typeOf(one), baseline, observed, score, skill.kind);
    }
    db.prepare(trim).run(mostAnomalies);
  });
}

/** The earlier schema writes its words with underscores. */
function typeOf({ type }: FoundAnomaly): string {
  return type.replaceAll("-", "_");
}

function keyOf({ kind, name }: SkillRef, type: string): string {
  return JSON.stringify([kind, name, type]);
}

const selectOpen = /* sql */ `
SELECT id, skill_kind, skill_name, anomaly_type, baseline_value, observed_value, deviation_score
FROM skill_anomalies WHERE resolved_at IS NULL`;
const resolve = /* sql */ "UPDATE skill_anomalies SET resolved_at = ? WHERE id = ?";
const update = /* sql */ `
UPDATE skill_anomalies SET baseline_value = ?, observed_value = ?, deviation_score = ? WHERE id = ?`;
const insert = /* sql */ `
INSERT INTO skill_anomalies (skill_name, detected_at, anomaly_type, baseline_value, observed_value,
  deviation_score, skill_kind) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const trim = /* sql */ `
DELETE FROM skill_anomalies WHERE id NOT IN (
  SELECT id FROM skill_anomalies ORDER BY resolved_at IS NOT NULL, detected_at DESC, id DESC LIMIT ?)`;
