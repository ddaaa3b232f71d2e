import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { windowsBefore } from "../../../src/analysis/earlierWindows";
import type { RowRange } from "../../../src/analysis/rowRange";
import { day, historyOf, hour, minute, someTime } from "../../support/history";
import { seededRandom } from "../../support/random";
import { inZone } from "../../support/zone";

const calendar = localCalendar();
const all = 1000;

/** A run every half hour for sixty days and up to a day after now. */
const busy = (nowMs: number) =>
  historyOf(
    Array.from({ length: 61 * 48 }, (_, at) => ({
      skill: "task:a" as const,
      at: nowMs + day - at * 30 * minute,
    })),
  );

const sizes = (ranges: readonly RowRange[]): number[] =>
  ranges.map(({ first, end }) => end - first);

test("windows of a day follow each other without gap or overlap", () => {
  const history = busy(someTime);
  const { window, earlier } = windowsBefore(
    history,
    { nowMs: someTime, windowMs: day, calendar },
    all,
  );
  // Both ends are in: 49 half hours.
  assert.equal(window.end - window.first, 49);
  let next = window.first;
  for (const { first, end } of earlier) {
    assert.equal(end, next);
    next = first;
  }
  assert.equal(next, 0);
});

test("at most so many windows are listed, the newest first", () => {
  const options = { nowMs: someTime, windowMs: day, calendar };
  const { earlier } = windowsBefore(busy(someTime), options, all);
  const some = windowsBefore(busy(someTime), options, 5).earlier;
  assert.deepEqual(some, earlier.slice(0, 5));
  assert.ok((some[0]?.first ?? 0) > (some[1]?.first ?? 0));
});

test("windows in which nothing ran are left out", () => {
  const at = [0, 1, 5, 20].map((days) => someTime - days * day - hour);
  const history = historyOf(at.map((start) => ({ skill: "task:a", at: start })));
  const { window, earlier } = windowsBefore(
    history,
    { nowMs: someTime, windowMs: day, calendar },
    all,
  );
  assert.deepEqual(window, { first: 3, end: 4 });
  assert.deepEqual(sizes(earlier), [1, 1, 1]);
});

test("an hour is compared with the same hour, three days with three days", () => {
  const history = busy(someTime);
  const of = (windowMs: number) =>
    windowsBefore(history, { nowMs: someTime, windowMs, calendar }, all);
  assert.deepEqual(new Set(sizes(of(hour).earlier)), new Set([2]));
  assert.equal(of(hour).earlier.length, 59);
  assert.deepEqual(new Set(sizes(of(3 * day).earlier.slice(0, -1))), new Set([3 * 48]));
});

test("an empty history has no windows", () => {
  const options = { nowMs: someTime, windowMs: day, calendar };
  assert.deepEqual(windowsBefore(historyOf([]), options, all), {
    window: { first: 0, end: 0 },
    earlier: [],
  });
});

test("at every change of the clock, no run is in two windows and hardly any in none", () => {
  const random = seededRandom(10);
  const changes = [
    ["America/New_York", "2025-03-09T07:00Z"],
    ["America/New_York", "2025-11-02T06:00Z"],
    ["Australia/Lord_Howe", "2025-10-04T15:30Z"],
    ["Australia/Lord_Howe", "2025-04-05T15:00Z"],
    ["America/Havana", "2025-03-09T05:00Z"],
  ] as const;
  for (const [zone, change] of changes) {
    inZone(zone, () => {
      for (let round = 0; round < 40; round++) {
        const nowMs = new Date(change).getTime() + random.int(-day, 3 * day);
        const windowMs = random.pick([day, 2 * day, 7 * day, day - 10 * minute]);
        const history = busy(nowMs);
        const { window, earlier } = windowsBefore(history, { nowMs, windowMs, calendar }, all);
        const covered = new Uint8Array(history.length);
        for (const { first, end } of [window, ...earlier]) {
          for (let row = first; row < end; row++) covered[row] = (covered[row] ?? 0) + 1;
        }
        assert.ok(covered.every((times) => times <= 1));
        if (windowMs % day !== 0) continue;
        // After now lie 47 or 48 half hours; an hour may lie between the window and the one before.
        const outside = covered.filter((times) => times === 0).length;
        assert.ok(outside >= 47 && outside <= 50, `${zone} ${new Date(nowMs).toISOString()}`);
      }
    });
  }
});
