import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { maxBuckets, timeline } from "../../../src/analysis/timeline";
import { day, historyOf, hour, minute, someTime, type Run } from "../../support/history";
import { naiveQuantile, naiveRate, naiveTypical, withoutUndefined } from "../../support/naive";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inZone } from "../../support/zone";

const calendar = localCalendar();
const at = (...starts: number[]): Run[] => starts.map((start) => ({ skill: "task:a", at: start }));

test("hours, days and weeks are chosen so that no series is too long", () => {
  const unitOf = (spanMs: number) =>
    timeline(historyOf(at(someTime, someTime + spanMs)), {}, 0, calendar);
  assert.equal(unitOf(2 * day).unit, "hour");
  assert.equal(unitOf(2 * day + 1).unit, "day");
  assert.equal(unitOf(118 * day).unit, "day");
  assert.equal(unitOf(118 * day + 1).unit, "week");
  for (const spanMs of [0, 2 * day, 118 * day, 830 * day]) {
    const { buckets, earlier } = unitOf(spanMs);
    assert.ok(buckets.length <= maxBuckets && buckets.length > 0);
    assert.equal(earlier, 0);
    assert.equal(
      buckets.reduce((sum, bucket) => sum + bucket.total, 0),
      2,
    );
  }
});

test("of many years the newest weeks are drawn and the runs before them counted", () => {
  const history = historyOf(at(0, 1, someTime - 3 * 365 * day, someTime));
  const { unit, buckets, earlier } = timeline(history, {}, someTime, calendar);
  assert.equal(unit, "week");
  assert.equal(buckets.length, maxBuckets);
  assert.equal(earlier, 3);
  assert.equal(buckets.at(-1)?.total, 1);
});

test("days on which nothing ran are there, with no rate", () => {
  const { buckets } = timeline(historyOf(at(someTime, someTime + 3 * day)), {}, 0, calendar);
  assert.deepEqual(
    buckets.map(({ total, rate }) => [total, rate]),
    [
      [1, 1],
      [0, undefined],
      [0, undefined],
      [1, 1],
    ],
  );
});

test("the range is the filter's, and reaches to now when its end is open", () => {
  const history = historyOf(at(someTime));
  const count = (fromMs: number, toMs?: number): number =>
    timeline(
      history,
      { fromMs, ...(toMs === undefined ? {} : { toMs }) },
      someTime + 9 * day,
      calendar,
    ).buckets.length;
  assert.equal(count(someTime - 3 * day), 13);
  assert.equal(count(someTime - 3 * day, someTime + day), 5);
  const midnight = calendar.startOf("day", someTime);
  assert.equal(count(midnight - 3 * day, midnight), 3);
});

test("nothing to show has no buckets", () => {
  assert.deepEqual(timeline(historyOf([]), {}, someTime, calendar).buckets, []);
  assert.deepEqual(timeline(historyOf([]), { toMs: someTime }, someTime, calendar).buckets, []);
});

test("a day of 23 hours and one of 25 are each one bucket, and have so many by the hour", () => {
  for (const [date, hours] of [
    ["2026-03-08", 23],
    ["2026-11-01", 25],
  ] as const) {
    inZone("America/New_York", () => {
      const midnight = new Date(`${date}T00:00`).getTime();
      const evening = new Date(`${date}T23:59`).getTime();
      const byHour = timeline(historyOf(at(midnight, evening)), {}, 0, calendar);
      assert.equal(byHour.buckets.length, hours);
      const starts = [midnight - 2 * day, midnight, evening, evening + 2 * day];
      const byDay = timeline(historyOf(at(...starts)), {}, 0, calendar);
      assert.deepEqual(
        byDay.buckets.map(({ total }) => total),
        [1, 0, 2, 0, 1],
      );
    });
  }
});

test("buckets equal those of invocations put into them one by one", () => {
  const spans = seededRandom(5);
  forRandomHistories((history, runs, random) => {
    const stretch = spans.pick([1, 30, 300]);
    const spread = runs.map((run) => ({ ...run, at: someTime + (run.at - someTime) * stretch }));
    const filter = random.chance(0.5) ? {} : { fromMs: someTime - 5 * day };
    const nowMs = someTime + random.int(0, 1000) * day;
    const { unit, buckets, earlier } = timeline(historyOf(spread), filter, nowMs, calendar);
    const first = buckets[0]?.startMs ?? Infinity;
    assert.equal(earlier, spread.filter((run) => run.at < first).length);
    assert.deepEqual(
      buckets,
      buckets.map(({ startMs }, place) => {
        if (place > 0) assert.equal(startMs, calendar.next(unit, buckets[place - 1]?.startMs ?? 0));
        const own = spread.filter((run) => calendar.startOf(unit, run.at) === startMs);
        return withoutUndefined({
          startMs,
          ...naiveRate(own),
          medianDurationMs: naiveQuantile(naiveTypical(own), 0.5),
        });
      }),
    );
    const total = buckets.reduce((sum, bucket) => sum + bucket.total, earlier);
    assert.equal(total, history.length);
  });
});

test("half past and a quarter past midnight belong to their own local hour", () => {
  const midnight = calendar.startOf("day", someTime);
  const history = historyOf(at(midnight + 30 * minute, midnight + 59 * minute, midnight + hour));
  assert.deepEqual(
    timeline(history, {}, 0, calendar).buckets.map(({ total }) => total),
    [2, 1],
  );
});
