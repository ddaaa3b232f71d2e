import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { gitVelocity, type CommitFacts } from "../../../src/analysis/gitVelocity";
import { day, hour, minute, someTime } from "../../support/history";
import { seededRandom } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";
import { inZone } from "../../support/zone";

const place = { calendar: localCalendar(), hourOf: (ms: number) => new Date(ms).getHours() };
const at = (atMs: number, more: Partial<CommitFacts> = {}): CommitFacts => ({
  ...{ atMs, isMerge: false, isConventional: false, isBreaking: false, ...more },
});
const velocity = (commits: readonly CommitFacts[], fromMs = someTime, lastMs = someTime) =>
  gitVelocity(commits, { fromMs, lastMs }, place);

test("without a commit there are days with none, no share, and no busiest hour", () => {
  const found = velocity([], someTime - day);
  assert.deepEqual(
    { ...found, days: found.days.map(({ commits }) => commits), weeks: found.weeks.length },
    {
      ...{ commits: 0, merges: 0, conventional: 0, breaking: 0 },
      ...{ days: [0, 0], weeks: 1, commitsPerDay: 0 },
    },
  );
});

test("a range that ends before it begins has no day, and nothing per day", () => {
  const found = velocity([at(someTime)], someTime, someTime - 2 * day);
  assert.deepEqual([found.days, found.weeks, found.commits], [[], [], 0]);
  assert.equal(found.commitsPerDay, undefined);
});

test("merges count, and are no part of what could be conventional", () => {
  const found = velocity([
    at(someTime, { isConventional: true }),
    at(someTime),
    at(someTime, { isMerge: true }),
    at(someTime, { isMerge: true, isConventional: true, isBreaking: true }),
  ]);
  assert.deepEqual(
    [found.commits, found.merges, found.conventional, found.conventionalRate, found.breaking],
    [4, 2, 1, 0.5, 1],
  );
  const merges = velocity([at(someTime, { isMerge: true })]);
  assert.equal(merges.conventionalRate, undefined);
});

test("a commit counts on the day it was here, east and west of Greenwich", () => {
  // 2026-03-04 02:00 UTC: still the third in New York, already the fourth in Kolkata.
  const moment = Date.UTC(2026, 2, 4, 2);
  const daysIn = (zone: string): readonly (readonly [number, number])[] =>
    inZone(zone, () =>
      velocity([at(moment)], moment - day, moment + day).days.map(({ startMs, commits }) => [
        new Date(startMs).getDate(),
        commits,
      ]),
    );
  assert.deepEqual(daysIn("America/New_York"), [
    [2, 0],
    [3, 1],
    [4, 0],
  ]);
  assert.deepEqual(daysIn("Asia/Kolkata"), [
    [3, 0],
    [4, 1],
    [5, 0],
  ]);
});

test("the day of a clock change is one day, with all of its commits", () => {
  inZone("America/New_York", () => {
    // 8 March 2026 had 23 hours, 1 November has 25.
    for (const [month, date, hours] of [
      [2, 8, 23],
      [10, 1, 25],
    ] as const) {
      const start = new Date(2026, month, date).getTime();
      const commits = Array.from({ length: hours }, (_, index) => at(start + index * hour));
      const found = velocity(commits, start - day, start + 2 * day + 2 * hour);
      assert.deepEqual(
        found.days.map((one) => one.commits),
        [0, hours, 0, 0],
      );
      assert.equal(found.busiestWeekday, 6);
    }
  });
});

test("of hours and weekdays that are equally busy the earlier one is told", () => {
  inZone("UTC", () => {
    const friday = someTime + 2 * day;
    const found = velocity([at(friday), at(someTime + 3 * hour)], someTime, friday);
    assert.deepEqual([found.busiestWeekday, found.busiestHour], [2, 10]);
    const more = velocity([at(friday), at(friday + minute), at(someTime)], someTime, friday);
    assert.deepEqual([more.busiestWeekday, more.busiestHour], [4, 10]);
  });
});

test("all counts are those of a naive walk over local dates, in any zone", () => {
  const zones = ["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
  for (const seed of seedsUpTo(200)) {
    const random = seededRandom(seed);
    inZone(random.pick(zones), () => {
      const around = random.pick([Date.UTC(2026, 2, 8, 12), Date.UTC(2026, 3, 5), someTime]);
      const fromMs = around - random.int(0, 20) * day - random.int(0, 86_399_999);
      const lastMs = fromMs + random.int(0, 40) * day + random.int(0, 86_399_999);
      const commits = Array.from({ length: random.int(0, 60) }, () =>
        at(random.int(fromMs - 2 * day, lastMs + 2 * day), {
          isMerge: random.chance(0.2),
          isConventional: random.chance(0.6),
          isBreaking: random.chance(0.1),
        }),
      );
      const dateOf = (ms: number): string => new Date(ms).toDateString();
      const dates = new Map<string, number>();
      for (const date = new Date(fromMs); ; date.setHours(12), date.setDate(date.getDate() + 1)) {
        dates.set(date.toDateString(), 0);
        if (date.toDateString() === dateOf(lastMs)) break;
      }
      const inside = commits.filter(({ atMs }) => dates.has(dateOf(atMs)));
      for (const { atMs } of inside) dates.set(dateOf(atMs), (dates.get(dateOf(atMs)) ?? 0) + 1);
      const found = velocity(commits, fromMs, lastMs);
      assert.deepEqual(
        found.days.map(({ startMs, commits: made }) => [dateOf(startMs), made]),
        [...dates],
      );
      assert.equal(found.commits, inside.length);
      const own = inside.filter(({ isMerge }) => !isMerge);
      const conventional = own.filter(({ isConventional }) => isConventional).length;
      assert.equal(found.merges, inside.length - own.length);
      assert.equal(found.conventional, conventional);
      assert.equal(found.conventionalRate, own.length ? conventional / own.length : undefined);
      assert.equal(found.breaking, inside.filter(({ isBreaking }) => isBreaking).length);
      const mondays = [...dates].map(([date, made]) => {
        const monday = new Date(date);
        monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
        return [monday.toDateString(), made] as const;
      });
      const weeks = new Map<string, number>();
      for (const [monday, made] of mondays) weeks.set(monday, (weeks.get(monday) ?? 0) + made);
      assert.deepEqual(
        found.weeks.map(({ startMs, commits: made }) => [dateOf(startMs), made]),
        [...weeks],
      );
      const most = (of: (date: Date) => number): number | undefined => {
        const tally = new Map<number, number>();
        for (const { atMs } of inside) {
          const value = of(new Date(atMs));
          tally.set(value, (tally.get(value) ?? 0) + 1);
        }
        return [...tally].sort(([a, one], [b, other]) => other - one || a - b)[0]?.[0];
      };
      assert.equal(
        found.busiestHour,
        most((date) => date.getHours()),
      );
      assert.equal(
        found.busiestWeekday,
        most((date) => (date.getDay() + 6) % 7),
      );
    });
  }
});
