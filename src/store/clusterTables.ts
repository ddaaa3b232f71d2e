import type { SkillRef } from "../tracker/model";
import type { SqlDatabase, SqlRow } from "./database";
import { inTransaction, isoOf } from "./rewrite";

/** Skills that belong together. */
export interface ClusterRow {
  /** A whole number, its own. */
  readonly id: number;
  /** Of several of one name the later ones are numbered. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly members: readonly {
    readonly skill: SkillRef;
    /** How much it belongs to the cluster, 0–1. */
    readonly score: number;
  }[];
}

/**
 * Makes the tables of clusters hold these and no others. They stay as they are where nothing has
 * changed; a cluster whose name stays keeps the time it was first written.
 *
 * @param nowMs milliseconds since 1970 UTC.
 */
export function keepClusters(
  db: SqlDatabase,
  clusters: readonly ClusterRow[],
  nowMs: number,
): void {
  const known = new Map(db.prepare<[string, string]>(selectCreated).all());
  const rows: SqlRow[] = [];
  const members: SqlRow[] = [];
  const names = new Set<string>();
  for (const { id, name, description, members: own } of clusters) {
    const unique = uniqueName(name, names);
    rows.push([id, unique, description ?? null, known.get(unique) ?? isoOf(nowMs)]);
    for (const { skill, score } of own) members.push([skill.name, id, score, skill.kind]);
  }
  const present = [selectClusters, selectMembers].map((sql) => db.prepare(sql).all());
  if (contentOf(present.flat()) === contentOf([...rows, ...members])) return;
  inTransaction(db, () => {
    db.exec(clearClusters);
    for (const row of rows) db.prepare(insertCluster).run(...row);
    for (const row of members) db.prepare(insertMember).run(...row);
  });
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name} (${number})`;
  taken.add(unique);
  return unique;
}

/** The same for the same rows in any order. */
function contentOf(rows: readonly SqlRow[]): string {
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join("\n");
}

/** Empties the tables; names and descriptions may be made of names of skills. */
export const clearClusters = /* sql */ `
DELETE FROM skill_cluster_membership;
DELETE FROM skill_clusters;`;

const selectCreated = /* sql */ "SELECT cluster_name, created_at FROM skill_clusters";
const selectClusters = /* sql */ `
SELECT cluster_id, cluster_name, description, created_at FROM skill_clusters`;
const selectMembers = /* sql */ `
SELECT skill_name, cluster_id, membership_score, skill_kind FROM skill_cluster_membership`;
const insertCluster = /* sql */ `
INSERT INTO skill_clusters (cluster_id, cluster_name, description, created_at) VALUES (?, ?, ?, ?)`;
const insertMember = /* sql */ `
INSERT OR REPLACE INTO skill_cluster_membership (skill_name, cluster_id, membership_score, skill_kind)
VALUES (?, ?, ?, ?)`;
