import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { series, type SeriesBucket, type SeriesOptions } from "../../../src/analysis/series";
import { parseSkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  minute,
  randomRuns,
  someSkills,
  type Run,
} from "../../support/history";
import { naiveSeries } from "../../support/naiveSeries";
import { forRandomHistories } from "../../support/randomHistories";
import { inZone } from "../../support/zone";

type Asked = Omit<SeriesOptions, "calendar">;
const seriesOf = (runs: readonly Run[], asked: Asked): readonly SeriesBucket[] =>
  series(historyOf(runs), { ...asked, calendar: localCalendar() });
const noon = new Date(2026, 2, 4, 12).getTime();
const a = { kind: "task", name: "a" } as const;

test("the newest hours are told, oldest first, also those in which nothing ran", () => {
  const runs: Run[] = [
    { skill: "task:a", at: noon - 3 * hour },
    { skill: "task:a", at: noon - 2 * hour, ms: 10, session: "s1" },
    { skill: "task:a", at: noon - hour - 1, ms: 30, session: "s2" },
    { skill: "task:a", at: noon - 2 * hour + 1, outcome: "failed", session: "s2" },
    { skill: "task:b", at: noon },
  ];
  const asked = { skill: a, unit: "hour", count: 3, nowMs: noon + 5 * minute } as const;
  const [first, ...rest] = seriesOf(runs, asked);
  assert.deepEqual(
    [first?.startMs, first?.total, first?.sessions, first?.rate, first?.medianDurationMs],
    [noon - 2 * hour, 3, 2, 2 / 3, 20],
  );
  assert.deepEqual(
    rest.map(({ startMs, total, sessions, rate, medianDurationMs }) => [
      ...[startMs, total, sessions, rate, medianDurationMs],
    ]),
    [
      [noon - hour, 0, 0, undefined, undefined],
      [noon, 0, 0, undefined, undefined],
    ],
  );
  const ofAll = seriesOf(runs, { unit: "hour", count: 3, nowMs: asked.nowMs });
  assert.deepEqual(ofAll.at(-1)?.total, 1);
});

test("a skill that never ran has a series of nothing", () => {
  const asked = { skill: a, unit: "day", count: 4, nowMs: noon } as const;
  const buckets = seriesOf([{ skill: "task:b", at: noon }], asked);
  assert.deepEqual(
    buckets.map(({ total }) => total),
    [0, 0, 0, 0],
  );
  assert.equal(seriesOf([], asked).length, 4);
});

test("no more than a thousand hours are told", () => {
  assert.equal(seriesOf([], { unit: "hour", count: 5000, nowMs: noon }).length, 1000);
});

test("a day on which the clock changes is one day of 23 or 25 hours", () => {
  inZone("Europe/Berlin", () => {
    for (const [month, date, hours] of [
      [2, 29, 23],
      [9, 25, 25],
    ] as const) {
      const midnight = new Date(2026, month, date).getTime();
      const runs = Array.from({ length: hours }, (_, at): Run => ({
        skill: "task:a",
        at: midnight + at * hour,
      }));
      const nowMs = new Date(2026, month, date + 1).getTime() - 1;
      const days = seriesOf(runs, { unit: "day", count: 2, nowMs });
      assert.deepEqual(
        days.map(({ total }) => total),
        [0, hours],
      );
      const byHour = seriesOf(runs, { unit: "hour", count: hours + 1, nowMs });
      assert.deepEqual(
        byHour.map(({ total }) => total),
        [0, ...Array<number>(hours).fill(1)],
      );
    }
  });
});

test("series equal those of a clock that is read every quarter of an hour, in zones east and west", () => {
  let runs = 0;
  forRandomHistories(
    (_history, _runs, random) => {
      const zone = random.pick(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]);
      const change = random.pick([
        Date.UTC(2026, 2, 29),
        Date.UTC(2026, 9, 25),
        Date.UTC(2026, 10, 1),
      ]);
      const moved = randomRuns(random, { count: random.int(0, 60) })
        .map((run) => ({ ...run, at: run.at - Date.UTC(2026, 2, 5) + change }))
        .sort((one, other) => one.at - other.at);
      const key = random.chance(0.3) ? undefined : random.pick(someSkills);
      const skill = key === undefined ? undefined : parseSkillKey(key);
      const unit = random.pick(["hour", "day"] as const);
      const count = unit === "day" ? random.int(1, 4) : random.int(1, 60);
      const asked = { unit, count, nowMs: change + random.int(0, 3 * day) };
      inZone(zone, () => {
        const actual = seriesOf(moved, { ...asked, ...(skill === undefined ? {} : { skill }) });
        assert.deepEqual(actual, naiveSeries(moved, key, asked));
        runs += actual.reduce((sum, { total }) => sum + total, 0);
      });
    },
    { histories: 1000 },
  );
  assert.ok(runs > 3000, `${runs}`);
});
