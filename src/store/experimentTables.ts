import type { SessionId } from "../tracker/model";
import type { SqlDatabase } from "./database";
import { inTransaction, isoOf, rewrite, type DerivedTable } from "./rewrite";
import { uuidBytes } from "./uuid";

/** An experiment as the database keeps it. Times in milliseconds since 1970 UTC. */
export interface ExperimentRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly control: string;
  readonly treatment: string;
  readonly startMs: number;
  /** When it ended or will end; absent where that is not known. */
  readonly endMs?: number;
  readonly minimumUnits: number;
  readonly metrics: readonly string[];
  /** Share of sessions that get the control, 0–1. */
  readonly controlShare: number;
  readonly status: "running" | "completed" | "stopped";
}

/** Experiments, and the sessions that are left out of them: people chose their ranking by hand. */
export interface ExperimentRows {
  readonly experiments: readonly ExperimentRow[];
  readonly except: readonly SessionId[];
}

/** Which group a session belongs to. */
export interface AssignmentRow {
  readonly experimentId: string;
  readonly session: SessionId;
  readonly group: "control" | "treatment";
  /** When its first run began, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
}

type ConfigRow = readonly [
  id: string,
  name: string,
  description: string,
  control: string,
  treatment: string,
  start: string,
  end: string | null,
  minimumUnits: number,
  metrics: string,
  controlShare: number,
  status: ExperimentRow["status"],
  created: string,
];

type PresentAssignment = readonly [
  id: number,
  experimentId: string,
  session: string,
  group: string,
  since: string,
];

/** @returns a time as it comes back from the database, milliseconds since 1970 UTC. */
export function storedTime(ms: number): number {
  return Date.parse(isoOf(ms));
}

/** @returns the experiments that the database holds, by the order of their ids. */
export function readExperimentRows(db: SqlDatabase): ExperimentRows {
  const experiments = db
    .prepare<ConfigRow>(configs.select)
    .all()
    .map((row): ExperimentRow => {
      const [id, name, description, control, treatment, start, end, minimumUnits] = row;
      const [, , , , , , , , metrics, controlShare, status] = row;
      return {
        ...{ id, name, description, control, treatment, minimumUnits, controlShare, status },
        startMs: Date.parse(start),
        metrics: JSON.parse(metrics) as readonly string[],
        ...(end === null ? {} : { endMs: Date.parse(end) }),
      };
    });
  return { experiments, except: db.prepare<[string]>(exclusions.select).all().flat() };
}

/** @returns those of the sessions that the database knows: one that was forgotten stays so. */
export function knownSessions(db: SqlDatabase, sessions: readonly SessionId[]): SessionId[] {
  const statement = db.prepare(selectSession);
  return sessions.filter((session) => statement.first(uuidBytes(session)) !== undefined);
}

/** Makes the database hold these experiments and no others. Of several of one id the last counts. */
export function keepExperimentRows(db: SqlDatabase, { experiments, except }: ExperimentRows): void {
  const rows = new Map(experiments.map((one) => [one.id, configOf(one)]));
  const ids = [...rows.keys()].sort();
  rewrite(
    db,
    configs,
    ids.flatMap((id) => [rows.get(id) ?? []]),
  );
  rewrite(
    db,
    exclusions,
    [...new Set(except)].sort().map((session) => [session]),
  );
}

function configOf(row: ExperimentRow): ConfigRow {
  const { id, name, description, control, treatment, startMs, endMs, minimumUnits } = row;
  const start = isoOf(startMs);
  return [
    ...([id, name, description, control, treatment, start] as const),
    ...([endMs === undefined ? null : isoOf(endMs), minimumUnits] as const),
    ...([JSON.stringify(row.metrics), row.controlShare, row.status, start] as const),
  ];
}

/**
 * Makes the database hold these assignments and no others. One that is there already keeps its
 * number.
 */
export function keepAssignments(db: SqlDatabase, assignments: readonly AssignmentRow[]): void {
  const [present = []] = db
    .prepare<[string]>(selectAssignments)
    .all()
    .map(([rows]) => JSON.parse(rows) as readonly PresentAssignment[]);
  // A session's id has no space in it, so that no two keys are alike.
  const wanted = new Map<string, AssignmentRow>(
    assignments.map((one) => [`${one.session} ${one.experimentId}`, one] as const),
  );
  const gone = present.flatMap(([id, experimentId, session, group, since]) => {
    const key = `${session} ${experimentId}`;
    const same = wanted.get(key);
    if (same?.group !== group || isoOf(same.sinceMs) !== since) return id;
    wanted.delete(key);
    return [];
  });
  if (gone.length === 0 && wanted.size === 0) return;
  inTransaction(db, () => {
    for (const id of gone) db.prepare(deleteAssignment).run(id);
    for (const { experimentId, session, group, sinceMs } of wanted.values()) {
      const since = isoOf(sinceMs);
      db.prepare(insertAssignment).run(experimentId, session, group, since, uuidBytes(session));
    }
  });
}

const columns =
  "test_id, test_name, description, control_strategy, treatment_strategy, start_date, end_date, " +
  "min_sample_size, metrics, assignment_ratio, status, created_at";
const configs: DerivedTable = {
  select: /* sql */ `SELECT ${columns} FROM ab_test_configs ORDER BY test_id`,
  clear: /* sql */ "DELETE FROM ab_test_configs",
  insert: /* sql */ `INSERT INTO ab_test_configs (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
};
const exclusions: DerivedTable = {
  select: /* sql */ "SELECT user_id FROM ab_test_exclusions ORDER BY user_id",
  clear: /* sql */ "DELETE FROM ab_test_exclusions",
  insert: /* sql */ "INSERT INTO ab_test_exclusions VALUES (?)",
};

const selectSession = /* sql */ "SELECT 1 FROM session WHERE uuid = ?";
// One text: to take thousands of values out of WebAssembly one by one is ten times slower.
const selectAssignments = /* sql */ `
SELECT json_group_array(json_array(assignment_id, test_id, user_id, group_name, assigned_at))
FROM ab_test_assignments`;
const deleteAssignment = /* sql */ "DELETE FROM ab_test_assignments WHERE assignment_id = ?";
const insertAssignment = /* sql */ `
INSERT INTO ab_test_assignments (test_id, user_id, group_name, assigned_at, session_number)
SELECT ?, ?, ?, ?, id FROM session WHERE uuid = ?`;
