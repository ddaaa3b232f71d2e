import { findAnomalies } from "../analysis/anomalies";
import type { Calendar } from "../analysis/model";
import { groupOf, type Sha256 } from "../recommend/experiments/assign";
import { assignments } from "../recommend/experiments/assignments";
import { endOf, statusAt } from "../recommend/experiments/lifecycle";
import type { Experiment, Group } from "../recommend/experiments/model";
import { keepAnomalies } from "../store/anomalyLog";
import { keepClusters, type ClusterRow } from "../store/clusterTables";
import {
  keepAssignments,
  keepExperimentRows,
  knownSessions,
  readExperimentRows,
  storedTime,
  type ExperimentRow,
  type ExperimentRows,
} from "../store/experimentTables";
import type { Generation } from "../store/generation";
import type { History } from "../tracker/history";
import { plainHistory } from "../tracker/plainHistory";
import type { KnownExperiments } from "./protocol";

/** So many are remembered, some 4 MB at most. */
const mostGroups = 20_000;

/** What the tables are made with. */
export interface DerivedParts {
  readonly nowMs: () => number;
  readonly calendar: Calendar;
  readonly sha256: Sha256;
  /** Groups skills. */
  readonly clusters: (history: History) => readonly ClusterRow[];
  readonly onError: (error: unknown) => void;
}

/** Keeps the tables that SQL cannot work out in step with the history, when it is published. */
export class DerivedTables {
  private told: KnownExperiments | undefined;
  private readonly groupOf: GroupOf;

  constructor(private readonly parts: DerivedParts) {
    this.groupOf = remembering(parts.sha256);
  }

  /** From now on these are the experiments. Before, those that the database holds. */
  tell(experiments: KnownExperiments): void {
    this.told = experiments;
  }

  /** Whether the database holds other experiments than those that were told of. */
  hasNews({ db }: Pick<Generation, "db">): boolean {
    if (this.told === undefined) return false;
    return contentOf(readExperimentRows(db)) !== contentOf(this.rowsOf(db, this.told));
  }

  /** What goes wrong leaves a table as it is: records are published all the same. */
  derive({ db, history }: Pick<Generation, "db" | "history">): void {
    const { nowMs, calendar, clusters } = this.parts;
    const columns = plainHistory(history);
    const now = nowMs();
    this.attempt(() => {
      keepAnomalies(db, findAnomalies(columns, { nowMs: now, calendar }), now);
    });
    this.attempt(() => {
      keepClusters(db, clusters(columns), now);
    });
    this.attempt(() => {
      const rows = this.told ? this.rowsOf(db, this.told) : endedBy(now, readExperimentRows(db));
      keepExperimentRows(db, rows);
      const except = new Set(rows.except);
      keepAssignments(db, assignments(columns, rows.experiments, this.groupOf, except));
    });
  }

  private rowsOf(db: Generation["db"], told: KnownExperiments): ExperimentRows {
    const now = this.parts.nowMs();
    const experiments = told.experiments.map((one) => rowOf(one, now));
    return { experiments, except: knownSessions(db, told.except) };
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.parts.onError(error);
    }
  }
}

type GroupOf = Parameters<typeof assignments>[2];

/** The same groups are asked for at each publication. */
function remembering(sha256: Sha256): GroupOf {
  const known = new Map<string, Group>();
  return (experiment, session) => {
    const key = `${session} ${experiment.controlShare} ${experiment.id}`;
    const group = known.get(key) ?? groupOf(experiment, session, sha256);
    if (known.size >= mostGroups) known.clear();
    known.set(key, group);
    return group;
  };
}

function rowOf(experiment: Experiment, nowMs: number): ExperimentRow {
  const { id, name, description, control, treatment, metrics } = experiment;
  const { minimumUnits, controlShare } = experiment;
  const endMs = endOf(experiment);
  return {
    ...{ id, name, description, control, treatment, minimumUnits, metrics, controlShare },
    startMs: storedTime(experiment.startMs),
    ...(Number.isFinite(endMs) ? { endMs: storedTime(endMs) } : {}),
    status: statusAt(experiment, nowMs),
  };
}

/** Experiments that nobody tells of any more still end when their time has come. */
function endedBy(nowMs: number, { experiments, except }: ExperimentRows): ExperimentRows {
  const ended = experiments.map((one): ExperimentRow => {
    const isOver = one.status === "running" && nowMs >= (one.endMs ?? Infinity);
    return isOver ? { ...one, status: "completed" } : one;
  });
  return { experiments: ended, except };
}

/** The same for the same rows in any order. */
function contentOf({ experiments, except }: ExperimentRows): string {
  const rows = experiments.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  return JSON.stringify([rows, [...new Set(except)].sort()]);
}
