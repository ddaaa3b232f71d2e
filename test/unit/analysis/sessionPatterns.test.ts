import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { sessionPatterns, type SessionPatterns } from "../../../src/analysis/sessionPatterns";
import { day, historyOf, hour, minute, randomRuns, type Run } from "../../support/history";
import { naiveSessionPatterns } from "../../support/naiveSessionPatterns";
import { forRandomHistories } from "../../support/randomHistories";
import { inZone } from "../../support/zone";
import { inShare } from "../../support/seeds";

const patterns = (runs: readonly Run[], nowMs: number): SessionPatterns =>
  sessionPatterns(historyOf(runs), {
    nowMs,
    calendar: localCalendar(),
    hourOf: (ms) => new Date(ms).getHours(),
  });
/** A moment of the process's own time zone, in March 2026, whose 4th is a Wednesday. */
const march = (date: number, hours = 10, minutes = 0): number =>
  new Date(2026, 2, date, hours, minutes).getTime();
let sessionNumber = 0;
const aSession = (at: number, spanMs = 0): Run[] => {
  const session = `session ${sessionNumber++}`;
  return [{ skill: "task:a", at, session, ...(spanMs > 0 ? { ms: spanMs } : {}) }];
};

test("sessions are short below half an hour and long above two, and else medium", () => {
  const spans = [0, 1, 30 * minute - 1, 30 * minute, 120 * minute, 120 * minute + 1];
  const runs = spans.flatMap((spanMs, at) => aSession(march(4, 8 + at), spanMs));
  const { lengths, medianSpanMs, sessions } = patterns(runs, march(4));
  assert.equal(sessions, 6);
  assert.deepEqual(lengths, { short: 2, medium: 2, long: 1, unknown: 1 });
  assert.equal(medianSpanMs, 30 * minute);
});

test("a session lasts to the end of what ended last", () => {
  const runs: Run[] = [
    { skill: "task:a", at: march(4), ms: 150 * minute },
    { skill: "task:b", at: march(4, 11), ms: minute },
  ];
  assert.deepEqual(patterns(runs, march(4)).medianSpanMs, 150 * minute);
});

test("a streak reaches to today, or to yesterday while nothing has run today", () => {
  const runs = [1, 2, 3, 6, 7].flatMap((date) => aSession(march(date)));
  const streaks = (date: number) => patterns(runs, march(date)).streaks;
  assert.deepEqual(streaks(7), { longestDays: 3, currentDays: 2, activeDays: 5 });
  assert.deepEqual(streaks(8), { longestDays: 3, currentDays: 2, activeDays: 5 });
  assert.deepEqual(streaks(9), { longestDays: 3, currentDays: 0, activeDays: 5 });
});

test("hours and days are local ones, and each run counts where it started", () => {
  const runs: Run[] = [4, 5, 11, 12, 16, 17, 20, 21].map((hours) => ({
    skill: "task:a",
    at: march(4, hours, 59),
    outcome: hours === 5 ? "failed" : "completed",
  }));
  const { parts, weekdays } = patterns(runs, march(4));
  assert.deepEqual(
    parts.map(({ part, sessions, runs: count, rate }) => [part, sessions, count, rate]),
    [
      ["morning", 0, 2, 0.5],
      ["afternoon", 0, 2, 1],
      ["evening", 0, 2, 1],
      ["night", 1, 2, 1],
    ],
  );
  assert.deepEqual(
    weekdays.map(({ sessions, runs: count }) => [sessions, count]),
    [0, 1, 2, 3, 4, 5, 6].map((weekday) => (weekday === 2 ? [1, 8] : [0, 0])),
  );
  assert.ok(weekdays.every(({ weekday, rate }) => weekday === 2 || rate === undefined));
});

test("a session that goes on over midnight is one session, of both days", () => {
  const runs: Run[] = [march(4, 23), march(5, 1)].map((at) => ({ skill: "task:a", at }));
  const { sessions, sessionsPerActiveDay } = patterns([...runs, ...aSession(march(5))], march(5));
  assert.equal(sessions, 2);
  assert.equal(sessionsPerActiveDay, 1.5);
});

test("streaks go on over days of 23 and 25 hours, in zones east and west", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut"]) {
    inZone(zone, () => {
      for (const month of [2, 3, 9, 10]) {
        const at = (date: number): number => new Date(2026, month, date, 0, 30).getTime();
        const dates = Array.from({ length: 30 }, (_, date) => date + 1);
        const runs = dates.flatMap((date) => aSession(at(date)));
        const { streaks, weekdays } = patterns(runs, at(30));
        assert.deepEqual(streaks, { longestDays: 30, currentDays: 30, activeDays: 30 });
        for (const { weekday, runs: count } of weekdays) {
          const same = dates.filter((date) => (new Date(at(date)).getDay() + 6) % 7 === weekday);
          assert.equal(count, same.length, `${zone} ${month} ${weekday}`);
        }
      }
    });
  }
});

test("three busy weeks after five quiet ones are an increase, and the other way round", () => {
  const monday = march(2);
  const weekly = (...counts: number[]): Run[] =>
    counts.flatMap((count, week) =>
      Array.from({ length: count }, (_, at) =>
        aSession(monday + (week - counts.length) * 7 * day + at * hour),
      ).flat(),
    );
  const trend = (...counts: number[]) => patterns(weekly(...counts), monday).sessionsPerWeek;
  // The first week is that of the first session: it may have begun before.
  assert.deepEqual(trend(1, 2, 3, 2, 3, 2, 9, 8, 9), {
    trend: "increasing",
    recent: 26 / 3,
    before: 12 / 5,
  });
  assert.equal(trend(1, 9, 8, 9, 8, 9, 2, 3, 2).trend, "decreasing");
  assert.equal(trend(1, 4, 3, 5, 4, 4, 5, 3, 4).trend, "stable");
  assert.equal(trend(1, 6, 0, 0, 0).trend, "decreasing");
  assert.deepEqual(trend(9, 9, 0, 0), { trend: "unknown" });
  // The week of now is not over.
  const now = Array.from({ length: 40 }, (_, at) => aSession(monday + at * minute)).flat();
  assert.equal(
    patterns([...weekly(1, 4, 3, 5, 4, 4, 5, 3, 4), ...now], monday + hour).sessionsPerWeek.trend,
    "stable",
  );
});

test("of a history without runs nothing is said", () => {
  const { parts, weekdays, ...rest } = patterns([], march(4));
  assert.deepEqual(rest, {
    sessions: 0,
    lengths: { short: 0, medium: 0, long: 0, unknown: 0 },
    streaks: { longestDays: 0, currentDays: 0, activeDays: 0 },
    sessionsPerWeek: { trend: "unknown" },
  });
  assert.deepEqual([parts.length, weekdays.length], [4, 7]);
  assert.ok([...parts, ...weekdays].every(({ rate, runs }) => rate === undefined && runs === 0));
});

test("patterns equal those of dates written out, over clock changes", () => {
  const seen = new Map<string, number>();
  forRandomHistories(
    (_history, _runs, random) => {
      const weeks = random.pick([1, 8, 12]);
      const spanMs = weeks * 7 * day;
      const bend = random.pick([0.3, 1, 3]);
      const runs = randomRuns(random, { count: random.int(0, 60), sessions: 60, spanMs })
        .map((run) => {
          const part = (run.at - march(4)) / spanMs;
          return { ...run, at: Math.round(march(4) + Math.max(0, part) ** bend * spanMs) };
        })
        .sort((one, other) => one.at - other.at);
      const last = runs.at(-1)?.at ?? march(4);
      const nowMs = last + random.pick([0, hour, day, 3 * day, 10 * day]);
      const zone = random.pick(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]);
      const actual = inZone(zone, () => patterns(runs, nowMs));
      assert.deepEqual(
        actual,
        inZone(zone, () => naiveSessionPatterns(runs, nowMs)),
      );
      const { trend } = actual.sessionsPerWeek;
      seen.set(trend, (seen.get(trend) ?? 0) + 1);
    },
    { histories: 1000 },
  );
  for (const trend of ["increasing", "decreasing", "stable", "unknown"]) {
    assert.ok(
      (seen.get(trend) ?? 0) >= Math.floor(inShare(9)),
      `${trend}: ${seen.get(trend) ?? 0}`,
    );
  }
});
