import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { twoSidedP } from "../../../src/analysis/normal";
import { sha256 } from "../../../src/base/sha256";
import { groupOf } from "../../../src/recommend/experiments/assign";
import { stopExperiment } from "../../../src/recommend/experiments/lifecycle";
import type { Experiment } from "../../../src/recommend/experiments/model";
import type { SqlDatabase } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { HistoryMirror } from "../../../src/store/historyMirror";
import { Names } from "../../../src/store/names";
import { completionRate } from "../../../src/tracker/model";
import { DerivedTables, type DerivedParts } from "../../../src/worker/derivedTables";
import type { KnownExperiments } from "../../../src/worker/protocol";
import { day, hour, randomRuns, someTime, type Run } from "../../support/history";
import { groupBy, naiveCounts } from "../../support/naive";
import { naiveAnomalies } from "../../support/naiveAnomalies";
import type { Random } from "../../support/random";
import { anExperiment } from "../recommend/experiments/experiments";
import { inShare } from "../../support/seeds";
import {
  assertSameRows,
  databaseOf,
  forSeeds,
  recordsOf,
  refOf,
  rowsIn,
  sessionIdOf,
  type Fields,
} from "../store/viewSupport";

const iso = (ms: number): string => new Date(ms).toISOString();
const neverFails = (error: unknown): never => assert.fail(String(error));

function tablesAt(nowMs: number, changes: Partial<DerivedParts> = {}): DerivedTables {
  const calendar = localCalendar();
  return new DerivedTables({
    ...{ nowMs: () => nowMs, calendar, sha256, clusters: () => [], onError: neverFails },
    ...changes,
  });
}

/** What the worker has when it publishes. */
function currentOf(db: SqlDatabase) {
  return { db, history: new HistoryMirror(db, new Names(db), -1).history };
}

function someExperiments(random: Random): Experiment[] {
  let startMs = someTime + random.int(-12, 12) * hour;
  return Array.from({ length: random.int(0, 3) }, (_, n) => {
    const endMs = startMs + random.int(1, 30) * hour;
    const planned = anExperiment({
      ...{ name: `Experiment ${n}`, startMs, controlShare: random.pick([0.2, 0.5]) },
      ...(random.chance(0.7) ? { endMs } : {}),
    });
    const one = { ...planned, id: `experiment-${n}` };
    const stopped = random.chance(0.3) ? stopExperiment(one, startMs + random.int(0, 9e7)) : one;
    startMs = endMs + random.int(0, 5) * hour;
    return stopped;
  });
}

const endOf = ({ endMs = Infinity, stoppedAtMs = Infinity }: Experiment): number =>
  Math.min(endMs, stoppedAtMs);

/** Sessions of an experiment, each with its runs. */
function partsOf(
  runs: readonly Run[],
  experiment: Experiment,
  { except }: KnownExperiments,
): readonly (readonly [session: string, sinceMs: number, own: readonly Run[]])[] {
  return [...groupBy(runs, sessionIdOf)].flatMap(([session, all]) => {
    const sinceMs = Math.min(...all.map(({ at }) => at));
    const isPart = sinceMs >= experiment.startMs && sinceMs < endOf(experiment);
    if (!isPart || except.includes(session)) return [];
    const own = all.filter(({ at, agent }) => at < endOf(experiment) && agent === undefined);
    return [[session, sinceMs, own] as const];
  });
}

function naiveConfigs({ experiments }: KnownExperiments, now: number): Fields[] {
  return experiments.map((one) => {
    const end = endOf(one);
    const ended = (one.stoppedAtMs ?? Infinity) < (one.endMs ?? Infinity) ? "stopped" : "completed";
    return {
      test_id: one.id,
      test_name: one.name,
      description: one.description,
      control_strategy: one.control,
      treatment_strategy: one.treatment,
      start_date: iso(one.startMs),
      end_date: end === Infinity ? null : iso(end),
      min_sample_size: one.minimumUnits,
      metrics: JSON.stringify(one.metrics),
      assignment_ratio: one.controlShare,
      status: now < end ? "running" : ended,
      created_at: iso(one.startMs),
    };
  });
}

function assertExperiments(
  db: SqlDatabase,
  runs: readonly Run[],
  known: KnownExperiments,
  now: number,
): void {
  const { experiments } = known;
  const configs = naiveConfigs(known, now);
  assertSameRows(rowsIn(db, "ab_test_configs"), configs, "ab_test_configs");
  const assigned = experiments.flatMap((one) =>
    partsOf(runs, one, known).map(([session, sinceMs, own]) => {
      const group = groupOf(one, session, sha256);
      return { test_id: one.id, user_id: session, group_name: group, sinceMs, own };
    }),
  );
  assertSameRows(
    rowsIn(db, "ab_test_assignments").map(
      ({ assignment_id: _, session_number: __, ...row }) => row,
    ),
    assigned.map(({ sinceMs, own: _, ...row }) => ({ ...row, assigned_at: iso(sinceMs) })),
    "ab_test_assignments",
  );
  assertSameRows(
    rowsIn(db, "ab_test_outcomes").map(({ outcome_id: _, ...row }) => row),
    assigned.flatMap(({ test_id, user_id, own }) =>
      own.map((run) => ({
        test_id,
        user_id,
        skill_name: refOf(run.skill).name,
        completed: completionRate(naiveCounts([run])) ?? null,
        duration_seconds: run.ms === undefined ? null : run.ms / 1000,
        user_rating: null,
        recorded_at: iso(run.outcome === "running" ? run.at : run.at + (run.ms ?? 1)),
        skill_kind: refOf(run.skill).kind,
      })),
    ),
    "ab_test_outcomes",
  );
  assertSameRows(
    rowsIn(db, "v_ab_test_summary"),
    configs.map(({ test_id, test_name, control_strategy, treatment_strategy, status }) => {
      const groups = groupBy(
        assigned.filter((one) => one.test_id === test_id),
        ({ group_name }) => group_name,
      );
      const [control = [], treatment = []] = [groups.get("control"), groups.get("treatment")];
      const rate = (group: typeof assigned): number | null =>
        completionRate(naiveCounts(group.flatMap(({ own }) => own))) ?? null;
      return {
        ...{ test_id, test_name, control_strategy, treatment_strategy, status },
        total_users: control.length + treatment.length,
        control_users: control.length,
        treatment_users: treatment.length,
        control_completion_rate: rate(control),
        treatment_completion_rate: rate(treatment),
      } as Fields;
    }),
    "v_ab_test_summary",
  );
}

test("experiments, groups and outcomes are what a recount of the invocations says", () =>
  forSeeds(200, async (random) => {
    const runs = randomRuns(random, { count: random.int(0, 50), sessions: random.int(1, 9) });
    const db = await databaseOf(runs);
    const now = someTime + random.int(0, 100) * hour;
    const experiments = someExperiments(random);
    const [some = { skill: "task:a", at: 0 }] = runs;
    const except = random.chance(0.3) ? [sessionIdOf(some)] : [];
    const known = { experiments, except };
    const tables = tablesAt(now);
    tables.tell(known);
    const current = currentOf(db);
    const isTold = experiments.length > 0 || (except.length > 0 && runs.length > 0);
    assert.equal(tables.hasNews(current), isTold);
    tables.derive(current);
    assert.equal(tables.hasNews(current), false);
    assertExperiments(db, runs, known, now);
    const numbers = () =>
      db.prepare("SELECT assignment_id, test_id, user_id FROM ab_test_assignments").all();
    const [before, changes] = [numbers(), "SELECT total_changes()"];
    const written = db.prepare(changes).first();
    // A worker that nobody told of them goes on with what the database knows.
    tablesAt(now).derive(current);
    assert.deepEqual(numbers(), before);
    assert.deepEqual(db.prepare(changes).first(), written, "nothing is written anew");
    db.close();
  }));

test("groups do not depend on when they are written: new sessions come in, old ones stay", async () => {
  const experiment = anExperiment({ startMs: someTime });
  const known = { experiments: [experiment], except: [] };
  const runs = Array.from({ length: 30 }, (_, n): Run => ({
    skill: "task:a",
    at: someTime + n * hour,
    session: `s${n + 1}`,
    outcome: n % 3 === 0 ? "failed" : "completed",
  }));
  const db = await databaseOf(runs.slice(0, 20));
  const now = someTime + 40 * hour;
  const tables = tablesAt(now);
  tables.tell(known);
  tables.derive(currentOf(db));
  assertExperiments(db, runs.slice(0, 20), known, now);
  const numbers = () =>
    db.prepare("SELECT assignment_id, user_id, group_name FROM ab_test_assignments").all();
  const before = numbers();
  const fold = new Fold(db);
  fold.transact(() => {
    for (const record of recordsOf(runs)) fold.apply(1, record);
  });
  tables.derive(currentOf(db));
  assertExperiments(db, runs, known, now);
  assert.deepEqual(numbers().slice(0, before.length), before);
});

test("a rate of a group is below 1 when runs fail, and users are sessions, however many runs", async () => {
  const runs = Array.from({ length: 40 }, (_, n): Run => ({
    ...{ skill: "task:a", at: someTime + n, session: `s${1 + (n % 8)}` },
    outcome: n % 2 === 0 ? "completed" : "failed",
  }));
  const db = await databaseOf(runs);
  const tables = tablesAt(someTime + hour);
  tables.tell({ experiments: [anExperiment({ startMs: someTime })], except: [] });
  tables.derive(currentOf(db));
  const [row] = rowsIn(db, "v_ab_test_summary");
  assert.equal(row?.["total_users"], 8);
  const rates = [row["control_completion_rate"], row["treatment_completion_rate"]].map(Number);
  assert.ok(
    rates.every((rate) => rate >= 0 && rate < 1),
    rates.join(),
  );
});

test("an experiment that nobody tells of any more ends when its time has come", async () => {
  const db = await databaseOf([{ skill: "task:a", at: someTime }]);
  const experiment = anExperiment({ startMs: someTime, endMs: someTime + day });
  const status = () => rowsIn(db, "ab_test_configs").map((row) => row["status"]);
  const tables = tablesAt(someTime);
  tables.tell({ experiments: [experiment], except: [] });
  tables.derive(currentOf(db));
  assert.deepEqual(status(), ["running"]);
  tablesAt(someTime + day).derive(currentOf(db));
  assert.deepEqual(status(), ["completed"]);
});

/** Runs of twelve days, and more or fewer of a skill on the last. */
function burst(random: Random): Run[] {
  const every = Array.from({ length: 12 }, (_, back): Run[] => {
    const count = back === 0 ? random.int(0, 14) : random.int(1, 4);
    return Array.from({ length: count }, (_, n): Run => ({
      skill: random.pick(["task:a", "task:a", "task:b"]),
      at: someTime - back * day + n * 1000,
      outcome: random.chance(back === 0 ? 0.2 : 0.9) ? "completed" : "failed",
    }));
  });
  return every.flat().sort((one, other) => one.at - other.at);
}

test("anomalies in the table are those that adding up probabilities finds", async () => {
  let found = 0;
  await forSeeds(150, async (random) => {
    const runs = burst(random);
    const db = await databaseOf(runs);
    const nowMs = someTime + hour;
    tablesAt(nowMs).derive(currentOf(db));
    const [level, doubt] = [twoSidedP(2), 1e-6];
    const expected = naiveAnomalies(runs, { nowMs, windowMs: day, threshold: 2 });
    if (expected.some(({ pValue }) => Math.abs(pValue - level) < doubt)) return;
    const unusual = expected.filter(({ pValue }) => pValue <= level);
    assertSameRows(
      rowsIn(db, "skill_anomalies").map(({ id: _, deviation_score: __, ...row }) => row),
      unusual.map(({ skill, type, baseline, observed }) => ({
        skill_name: skill.name,
        skill_kind: skill.kind,
        anomaly_type: type.replace("-", "_"),
        baseline_value: baseline,
        observed_value: observed,
        detected_at: iso(nowMs),
        resolved_at: null,
      })),
      "skill_anomalies",
    );
    found += unusual.length;
    db.close();
  });
  assert.ok(found > inShare(50), `${found} anomalies`);
});

test("what fails leaves its table as it is, and does not keep the others from being written", async () => {
  const db = await databaseOf([{ skill: "task:a", at: someTime }]);
  const errors: string[] = [];
  const tables = tablesAt(someTime, {
    clusters: () => {
      throw new Error("no clusters today");
    },
    onError: (error) => errors.push(String(error)),
  });
  tables.tell({ experiments: [anExperiment({ startMs: someTime })], except: [] });
  tables.derive(currentOf(db));
  assert.deepEqual(errors, ["Error: no clusters today"]);
  assert.equal(rowsIn(db, "ab_test_configs").length, 1);
});

test("clusters come from the function that is given, and are those of the history", async () => {
  const db = await databaseOf([
    { skill: "task:a", at: someTime },
    { skill: "task:b", at: someTime + 1 },
  ]);
  tablesAt(someTime, {
    clusters: ({ skills }) => [
      {
        id: 7,
        name: "All",
        members: skills.map(({ kind, name }) => ({ skill: { kind, name }, score: 1 })),
      },
    ],
  }).derive(currentOf(db));
  assert.deepEqual(
    db.prepare("SELECT skill_kind, skill_name, cluster_id FROM skill_cluster_membership").all(),
    [
      ["task", "a", 7],
      ["task", "b", 7],
    ],
  );
});
