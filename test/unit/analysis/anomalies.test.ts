import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnomalies, type Anomaly } from "../../../src/analysis/anomalies";
import { localCalendar } from "../../../src/analysis/calendar";
import { twoSidedP } from "../../../src/analysis/normal";
import { compareText } from "../../../src/analysis/ranking";
import { skillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  randomRuns,
  someSkills,
  someTime,
  type Run,
} from "../../support/history";
import { naiveAnomalies } from "../../support/naiveAnomalies";
import { forRandomHistories } from "../../support/randomHistories";
import { inZone } from "../../support/zone";
import { inShare } from "../../support/seeds";

const calendar = localCalendar();

/** So many runs, an hour before the end of the day so many days before now. */
function runs(
  count: number,
  daysAgo: number,
  { skill = "task:a", completed = count }: { skill?: Run["skill"]; completed?: number } = {},
): Run[] {
  return Array.from({ length: count }, (_, at) => ({
    skill,
    at: someTime - daysAgo * day - hour + at,
    outcome: at < completed ? "completed" : "failed",
  }));
}

/** The same on each of so many earlier days. */
const always = (count: number, days: number, more: Parameters<typeof runs>[2] = {}): Run[] =>
  Array.from({ length: days }, (_, at) => runs(count, at + 1, more)).flat();

const find = (own: readonly Run[], threshold?: number): readonly Anomaly[] =>
  findAnomalies(historyOf(own), {
    nowMs: someTime,
    calendar,
    ...(threshold === undefined ? {} : { threshold }),
  });

const typesOf = (own: readonly Run[]): string[] => find(own).map(({ type }) => type);

test("a day of thirty runs after ten days of ten is a spike", () => {
  const [spike, ...more] = find([...always(10, 10), ...runs(30, 0)]);
  assert.deepEqual(more, []);
  // Mean 10.05 and variance 1.005 leave a shape of 100.5. SciPy: nbinom.sf of 29 and of 30.
  assert.ok(Math.abs((spike?.pValue ?? 0) / 2.0107078242884e-6 - 1) < 1e-9, `${spike?.pValue}`);
  assert.ok(Math.abs(twoSidedP(spike?.score ?? 0) / (spike?.pValue ?? 0) - 1) < 1e-9);
  assert.ok((spike?.score ?? 0) > 0);
  assert.deepEqual(spike, {
    ...spike,
    skill: { kind: "task", name: "a" },
    type: "spike",
    baseline: 10,
    observed: 30,
    days: 10,
    detectedAtMs: someTime,
  });
});

test("what stopped while the others went on is a drop, with a score below 0", () => {
  const others = { skill: "task:b" } as const;
  const steady = [...always(10, 10), ...always(10, 11, others), ...runs(10, 0, others)];
  const [drop, ...more] = find(steady);
  assert.deepEqual(more, []);
  assert.deepEqual([drop?.type, drop?.baseline, drop?.observed], ["drop", 10, 0]);
  assert.ok((drop?.score ?? 0) < -2);
});

test("days that are all equal can be departed from, up and down and in rate", () => {
  assert.deepEqual(typesOf([...always(20, 5), ...runs(60, 0)]), ["spike"]);
  assert.deepEqual(typesOf([...always(20, 5), ...runs(1, 0)]), ["drop"]);
  assert.deepEqual(typesOf([...always(20, 5), ...runs(20, 0, { completed: 10 })]), [
    "pattern-shift",
  ]);
  assert.deepEqual(
    typesOf([...always(20, 5, { completed: 0 }), ...runs(20, 0, { completed: 10 })]),
    ["pattern-shift"],
  );
});

test("a completion rate that moved has its rates and its sign", () => {
  const steady = always(10, 10, { completed: 9 });
  const [fell] = find([...steady, ...runs(10, 0, { completed: 4 })]);
  assert.deepEqual([fell?.type, fell?.baseline, fell?.observed], ["pattern-shift", 0.9, 0.4]);
  // Days of one rate leave Jeffreys' posterior, a = 90.5 and b = 10.5. SciPy: betabinom.cdf.
  assert.ok(Math.abs((fell?.pValue ?? 0) / 0.00049240574912147 - 1) < 1e-9, `${fell?.pValue}`);
  assert.ok((fell?.score ?? 0) < -2);
  const [rose] = find([...always(10, 10, { completed: 4 }), ...runs(10, 0, { completed: 9 })]);
  assert.ok((rose?.score ?? 0) > 2);
});

test("a skill that fails in streaks has to fail for longer", () => {
  const smooth = always(10, 12, { completed: 8 });
  const streaks = Array.from({ length: 12 }, (_, at) =>
    runs(10, at + 1, { completed: at % 4 === 0 ? 2 : 10 }),
  ).flat();
  const today = runs(10, 0, { completed: 2 });
  assert.deepEqual(typesOf([...smooth, ...today]), ["pattern-shift"]);
  assert.deepEqual(typesOf([...streaks, ...today]), []);
});

test("use that varies from day to day has to vary more", () => {
  const varied = Array.from({ length: 12 }, (_, at) => runs(at % 3 === 0 ? 28 : 1, at + 1)).flat();
  assert.deepEqual(typesOf([...varied, ...runs(30, 0)]), []);
  assert.deepEqual(typesOf([...always(10, 12), ...runs(30, 0)]), ["spike"]);
});

test("the day that is judged is not among those it is judged by", () => {
  // With itself in mean and spread no day of six could be more than √5 from the mean.
  const [spike] = find([...always(10, 5), ...runs(100, 0)]);
  assert.equal(spike?.baseline, 10);
  assert.ok(spike.score > 5);
});

test("four earlier days say nothing, five do", () => {
  assert.deepEqual(typesOf([...always(10, 4), ...runs(60, 0, { completed: 5 })]), []);
  assert.equal(find([...always(10, 5), ...runs(60, 0, { completed: 5 })]).length, 2);
});

test("days before the first run of a skill are not its days", () => {
  const others = { skill: "task:b" } as const;
  const old = [...always(10, 20, others), ...runs(10, 0, others)];
  assert.deepEqual(find([...old, ...always(10, 4), ...runs(40, 0)]), []);
  const [spike] = find([...old, ...always(10, 5), ...runs(40, 0)]);
  assert.deepEqual([spike?.baseline, spike?.days], [10, 5]);
});

test("weekends are no days: they lower nothing and are no drops", () => {
  const working = [1, 2, 5, 6, 7, 8, 9, 12, 13].flatMap((ago) => runs(10, ago));
  assert.deepEqual(find([...working, ...runs(9, 0)]), []);
  const [spike] = find([...working, ...runs(40, 0)]);
  assert.deepEqual([spike?.baseline, spike?.days], [10, 9]);
  assert.deepEqual(find(working), [], "a day on which nothing ran at all");
});

test("early on a quiet day nothing has dropped", () => {
  const others = { skill: "task:b" } as const;
  const steady = [...always(20, 10), ...always(20, 10, others)];
  assert.deepEqual(find([...steady, ...runs(1, 0), ...runs(1, 0, others)]), []);
});

test("only the newest 28 active days are what is usual", () => {
  const [spike] = find([...runs(500, 40), ...runs(500, 29), ...always(10, 28), ...runs(40, 0)]);
  assert.deepEqual([spike?.baseline, spike?.days], [10, 28]);
});

test("a few runs of what is rarely used are no spike", () => {
  const others = { skill: "task:b" } as const;
  const steady = [...runs(1, 40), ...always(10, 28, others), ...runs(10, 0, others)];
  assert.deepEqual(find([...steady, ...runs(4, 0)]), []);
  assert.deepEqual(typesOf([...steady, ...runs(5, 0)]), ["spike"]);
});

test("one finished run has no rate to judge", () => {
  const steady = always(10, 20);
  const shifts = (own: Run[]): number =>
    typesOf([...steady, ...own]).filter((type) => type === "pattern-shift").length;
  assert.equal(shifts(runs(1, 0, { completed: 0 })), 0);
  assert.equal(shifts(runs(2, 0, { completed: 0 })), 1);
});

test("running and unknown runs are use, and have no rate", () => {
  const open = (count: number): Run[] =>
    runs(count, 0).map((run, at) => ({ ...run, outcome: at % 2 === 0 ? "running" : "unknown" }));
  assert.deepEqual(typesOf([...always(10, 10), ...open(30)]), ["spike"]);
  assert.deepEqual(find([...always(10, 10), ...open(10)]), []);
});

test("a lower threshold finds what a higher one finds, and more", () => {
  const own = [...always(10, 10), ...runs(18, 0)];
  assert.equal(find(own, 3).length, 0);
  assert.equal(find(own, 1).length, 1);
});

test("the window can be an hour: it is compared with the same hour of other days", () => {
  // Ten in the hour before now and a hundred in the rest of the day, every day.
  const busy = Array.from({ length: 10 }, (_, ago) => [
    ...runs(10, ago),
    ...runs(100, ago).map((run) => ({ ...run, at: run.at - 5 * hour })),
  ]).flat();
  const lastHour = (own: readonly Run[]) =>
    findAnomalies(historyOf(own), { nowMs: someTime, windowMs: hour, calendar });
  assert.deepEqual(lastHour(busy), []);
  const [spike] = lastHour([...busy, ...runs(30, 0)]);
  assert.deepEqual([spike?.type, spike?.baseline, spike?.observed], ["spike", 10, 40]);
});

test("the window can be a week: it is compared with weeks", () => {
  const weeks = always(10, 7 * 8 - 1);
  const found = findAnomalies(historyOf([...weeks, ...runs(80, 0)]), {
    nowMs: someTime,
    windowMs: 7 * day,
    calendar,
  });
  assert.deepEqual(
    found.map(({ type, baseline, observed, days }) => [type, baseline, observed, days]),
    [["spike", 70, 140, 7]],
  );
});

test("nothing is found in an empty history, and nothing that is yet to come counts", () => {
  assert.deepEqual(find([]), []);
  assert.deepEqual(find([...always(10, 10), ...runs(10, 0), ...runs(90, -1)]), []);
});

test("days of 23 and 25 hours are days", () => {
  for (const change of ["2026-03-08", "2026-11-01"]) {
    inZone("America/New_York", () => {
      // Two runs a day, half an hour on either side of the time of day that windows end at.
      const own = Array.from({ length: 21 }, (_, ago) =>
        [9, 10].map((hours): Run => {
          const date = new Date(`${change}T${hours === 9 ? "09" : "10"}:30`);
          date.setDate(date.getDate() + 4 - ago);
          return { skill: "task:a", at: date.getTime() };
        }),
      ).flat();
      const nowMs = new Date(`${change}T10:00`).getTime() + 4 * day;
      const time = new Date(nowMs).setHours(10, 0);
      const burst = Array.from({ length: 20 }, (_, at): Run => ({
        skill: "task:a",
        at: time - at,
      }));
      const [spike] = findAnomalies(historyOf([...own, ...burst]), { nowMs: time, calendar });
      assert.deepEqual([spike?.observed, spike?.days, spike?.baseline], [22, 20, 39 / 20]);
    });
  }
});

test("anomalies equal those found by adding up chances, greatest score first", () => {
  const found = { spike: 0, drop: 0, "pattern-shift": 0, slower: 0, faster: 0 };
  forRandomHistories((_history, _runs, random) => {
    const all = randomRuns(random, {
      count: random.int(0, 300),
      skills: someSkills.slice(0, random.int(1, someSkills.length)),
      spanMs: 24 * day,
    }).filter(({ at }) => Math.floor((at - someTime) / day) % 7 < 5);
    const nowMs = someTime + random.int(15, 25) * day + random.int(0, 23) * hour;
    const ms = random.pick([1, 30_000_000]);
    const burst = Array.from({ length: random.pick([0, 12]) }, (_, at): Run => ({
      ms,
      skill: someSkills[0] ?? "task:a",
      at: nowMs - at * 1001,
      outcome: random.pick(["completed", "completed", "abandoned"]),
    }));
    const own = [...all, ...burst];
    const options = {
      nowMs,
      windowMs: random.pick([day, day, day, 5 * hour, 2 * day]),
      threshold: random.pick([0.3, 1, 2]),
    };
    const anomalies = findAnomalies(historyOf(own), { ...options, calendar });
    const order = (one: { skill: Anomaly["skill"]; type: string }): string =>
      `${skillKey(one.skill)} ${one.type}`;
    const naive = naiveAnomalies(own, options);
    naive.sort((one, other) => compareText(order(one), order(other)));
    const sorted = [...anomalies].sort((one, other) => compareText(order(one), order(other)));
    assert.deepEqual(sorted.map(withoutNumbers), naive.map(withoutNumbers));
    sorted.forEach((one, at) => {
      found[one.type]++;
      const [p, wanted] = [one.pValue, naive[at]?.pValue ?? NaN];
      assert.ok(Math.abs(p - wanted) < 1e-9 * (1 + p), `${order(one)}: ${p}, not ${wanted}`);
      assert.ok(Math.abs(twoSidedP(one.score) - p) < 1e-9);
      assert.ok(Math.abs(one.baseline - (naive[at]?.baseline ?? NaN)) < 1e-9);
      if (p < 1) assert.equal(one.score > 0, one.observed > one.baseline);
    });
    const scores = anomalies.map(({ score }) => Math.abs(score));
    assert.deepEqual(
      scores,
      [...scores].sort((one, other) => other - one),
    );
  });
  for (const [type, count] of Object.entries(found))
    assert.ok(count > inShare(30), `${type}: ${count}`);
});

function withoutNumbers({ skill, type, observed, days, detectedAtMs }: Omit<Anomaly, "score">) {
  return { skill, type, observed, days, detectedAtMs };
}
