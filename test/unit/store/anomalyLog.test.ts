import assert from "node:assert/strict";
import { test } from "node:test";
import { keepAnomalies, mostAnomalies, type FoundAnomaly } from "../../../src/store/anomalyLog";
import { day, hour, minute, someSkills, someTime } from "../../support/history";
import type { Random } from "../../support/random";
import {
  anEmptyDatabase,
  assertSameRows,
  at,
  databaseOf,
  forSeeds,
  refOf,
  rowsIn,
  type Fields,
} from "./viewSupport";

const iso = (ms: number): string => new Date(ms).toISOString();

function someAnomalies(random: Random): FoundAnomaly[] {
  return someSkills.slice(0, 3).flatMap((key) =>
    (["spike", "drop", "pattern-shift"] as const).flatMap((type) => {
      if (random.chance(0.6)) return [];
      const [baseline, observed] = [random.int(0, 3), random.int(0, 3)];
      return [{ skill: refOf(key), type, baseline, observed, score: random.int(-4, 4) + 0.5 }];
    }),
  );
}

/** The log by the rule as it is written down: what is open, with what came of the rest before it. */
class NaiveLog {
  private readonly rows: Record<string, string | number | null>[] = [];

  keep(found: readonly FoundAnomaly[], now: number): Fields[] {
    const facts = found.map(({ skill, type, baseline, observed, score }) => ({
      skill_name: skill.name,
      skill_kind: skill.kind,
      anomaly_type: type === "pattern-shift" ? "pattern_shift" : type,
      baseline_value: baseline,
      observed_value: observed,
      deviation_score: score,
    }));
    const same = (one: Fields, other: Fields): boolean =>
      ["skill_name", "skill_kind", "anomaly_type"].every((name) => one[name] === other[name]);
    const open = this.rows.filter((row) => row["resolved_at"] === null);
    for (const row of open) {
      const again = facts.find((fact) => same(fact, row));
      Object.assign(row, again ?? { resolved_at: iso(now) });
    }
    for (const fact of facts) {
      if (open.some((row) => same(row, fact))) continue;
      this.rows.push({ ...fact, detected_at: iso(now), resolved_at: null });
    }
    return this.rows;
  }
}

test("what is found is opened once, followed while it is found, and resolved when it is not", () =>
  forSeeds(200, async (random) => {
    const db = await anEmptyDatabase();
    const log = new NaiveLog();
    for (let round = 0; round < 6; round++) {
      const [found, now] = [someAnomalies(random), someTime + round * hour];
      keepAnomalies(db, found, now);
      const actual = rowsIn(db, "skill_anomalies");
      assert.equal(new Set(actual.map(({ id }) => id)).size, actual.length);
      assertSameRows(
        actual.map(({ id: _, ...row }) => row),
        log.keep(found, now),
        "skill_anomalies",
      );
    }
    db.close();
  }));

test("nothing is written while the same is found", async () => {
  const db = await anEmptyDatabase();
  const changes = () => db.prepare<[number]>("SELECT total_changes()").first()?.[0];
  const found: FoundAnomaly[] = [
    { skill: refOf("task:a"), type: "spike", baseline: 1, observed: 9, score: 3 },
  ];
  keepAnomalies(db, found, someTime);
  const before = changes();
  keepAnomalies(db, found, someTime + day);
  assert.equal(changes(), before);
});

test("so many are kept and no more: open ones first, then the newest", async () => {
  const db = await anEmptyDatabase();
  const found = (from: number, count: number): FoundAnomaly[] =>
    Array.from({ length: count }, (_, n) => ({
      skill: { kind: "task", name: `t${from + n}` },
      ...({ type: "drop", baseline: 1, observed: 0, score: -3 } as const),
    }));
  const names = () =>
    db.prepare<[string]>("SELECT skill_name FROM skill_anomalies ORDER BY id").all().flat();
  for (let round = 0; round < 5; round++) {
    keepAnomalies(db, [...found(0, 1), ...found(1 + round * 300, 300)], someTime + round * day);
  }
  const kept = names();
  assert.equal(kept.length, mostAnomalies);
  assert.ok(kept.includes("t0"), "it is open, and the oldest");
  assert.ok(kept.includes("t1201") && kept.includes("t1500"));
  assert.ok(!kept.includes("t1") && !kept.includes("t500"));
  keepAnomalies(db, found(10_000, mostAnomalies + 50), someTime + 9 * day);
  assert.equal(names().length, mostAnomalies);
});

test("a skill is unusual now while its anomaly is open and anything ran in the last day", async () => {
  const runs = ["task:a", "task:b"] as const;
  const db = await databaseOf(runs.map((skill, n) => ({ skill, at: someTime + n * minute })));
  db.prepare("INSERT OR REPLACE INTO meta VALUES ('newest_at_ms', ?)").run(someTime);
  const drop = { skill: refOf("task:a"), type: "drop", baseline: 4, observed: 0 } as const;
  const shift = {
    skill: refOf("task:a"),
    type: "pattern-shift",
    baseline: 1,
    observed: 0,
  } as const;
  keepAnomalies(
    db,
    [
      { ...shift, score: 2.5 },
      { ...drop, score: -3.5 },
    ],
    someTime,
  );
  const shown = (now: number) =>
    at(now, () => rowsIn(db, "v_realtime_skill_dashboard"))
      .map((row) => [row["skill_name"], row["is_anomalous"], row["anomaly_score"]])
      .sort();
  assert.deepEqual(shown(someTime + hour), [
    ["a", 1, -3.5],
    ["b", 0, null],
  ]);
  assert.deepEqual(shown(someTime + 25 * hour)[0], ["a", 0, null]);
  keepAnomalies(db, [{ ...shift, score: 2.5 }], someTime + minute);
  assert.deepEqual(shown(someTime + hour)[0], ["a", 1, 2.5]);
  keepAnomalies(db, [], someTime + 2 * minute);
  assert.deepEqual(shown(someTime + hour)[0], ["a", 0, null]);
});
