import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, examplesOf } from "../../../../src/recommend/predict/examples";
import { columnCount, encode } from "../../../../src/recommend/predict/columns";
import { countFigures } from "../../../../src/recommend/predict/figures";
import { featureNames, type FeatureName } from "../../../../src/recommend/predict/model";
import { Past } from "../../../../src/recommend/predict/past";
import type { History } from "../../../../src/tracker/history";
import { day, historyOf, hour, minute, someTime, type Run } from "../../../support/history";
import type { Random } from "../../../support/random";
import { forRandomHistories } from "../../../support/randomHistories";
import { inShare } from "../../../support/seeds";
import { utc } from "./utc";

/** The figures of every row, in the order of `featureNames`. */
function figuresOfAll(history: History): number[][] {
  const past = new Past(history);
  return Array.from({ length: history.length }, (_, row) => {
    const run = beginningOf(history, row);
    const figures = new Float64Array(featureNames.length);
    past.moveTo(run.startMs);
    countFigures(past, run, utc, figures);
    return [...figures];
  });
}

const isFinished = (run: Run): boolean => run.outcome !== "running" && run.outcome !== "unknown";
const endOf = (run: Run): number => run.at + (run.ms ?? hour);

function naiveFigures(runs: readonly Run[], run: Run): Record<FeatureName, number> {
  const endedBefore = (moment: number): Run[] =>
    runs
      .filter((other) => isFinished(other) && endOf(other) < moment)
      .sort((one, other) => endOf(one) - endOf(other) || runs.indexOf(one) - runs.indexOf(other));
  const ended = endedBefore(run.at);
  const begun = runs.filter((other) => other.at < run.at);
  const smoothed = (from: readonly Run[], expected: number, halfLife = Infinity): number => {
    const weight = (at: number): number => 2 ** (-(from.length - 1 - at) / halfLife);
    const finished = from.reduce((sum, _, at) => sum + weight(at), 0);
    const completed = from.reduce(
      (sum, { outcome }, at) => sum + (outcome === "completed" ? weight(at) : 0),
      0,
    );
    return (completed + 4 * expected) / (finished + 4);
  };
  const lastOutcome = (of: Run): string => {
    const last = endedBefore(of.at)
      .filter(({ session }) => session === of.session)
      .at(-1);
    return last === undefined ? "none" : last.outcome === "completed" ? "completed" : "lost";
  };
  const own = ended.filter(({ skill }) => skill === run.skill);
  const rate = smoothed(own, smoothed(ended, 0.5));
  const session = begun.filter((other) => other.session === run.session);
  return {
    rate,
    recentRate: smoothed(own, rate, 5),
    phaseRate: smoothed(
      own.filter(({ phase }) => phase !== undefined && phase === run.phase),
      rate,
    ),
    afterOutcomeRate: smoothed(
      own.filter((other) => lastOutcome(other) === lastOutcome(run)),
      rate,
    ),
    failuresInARow: own.length - 1 - own.findLastIndex(({ outcome }) => outcome === "completed"),
    sessionMinutes: session[0] === undefined ? 0 : (run.at - session[0].at) / minute,
    runsLastDay: begun.filter(({ skill, at }) => skill === run.skill && at >= run.at - day).length,
    completedInSession: own.filter(
      (other) => other.session === run.session && other.outcome === "completed",
    ).length,
    firstInSession: session.length === 0 ? 1 : 0,
    byAgent: run.agent === undefined ? 0 : 1,
    hours: Math.floor(new Date(run.at).getUTCHours() / 6),
    weekday: (new Date(run.at).getUTCDay() + 6) % 7,
  };
}

/** The same runs on the hour and for whole hours, so that ends and starts often meet. */
function onTheHour(runs: readonly Run[]): Run[] {
  const whole = (ms: number): number => Math.floor(ms / hour) * hour;
  return runs.map((run) => ({
    ...run,
    at: whole(run.at),
    ...(run.ms === undefined ? {} : { ms: Math.floor(run.ms / (5 * minute)) * hour }),
  }));
}

test("every figure is what counting by hand gives, also where ends and starts meet", () => {
  const seen = new Map<string, Set<number>>();
  forRandomHistories(
    (_, given, random) => {
      const runs = random.chance(0.5) ? given : onTheHour(given);
      figuresOfAll(historyOf(runs)).forEach((figures, row) => {
        const run = runs[row];
        assert.ok(run);
        const expected = naiveFigures(runs, run);
        featureNames.forEach((name, at) => {
          const figure = figures[at] ?? NaN;
          assert.ok(Math.abs(figure - expected[name]) < 1e-9, `${row} ${name}: ${figure}`);
          seen.set(name, (seen.get(name) ?? new Set()).add(figure));
        });
      });
    },
    { histories: 80 },
  );
  for (const name of featureNames) assert.ok((seen.get(name)?.size ?? 0) > 1, name);
});

/** The same run with another outcome, known or not, after another time. */
function changed(run: Run, random: Random): Run {
  return {
    ...run,
    outcome: random.pick(["completed", "failed", "abandoned", "unknown", "running"]),
    ms: random.int(0, hour),
  };
}

test("whatever becomes of a run that has not ended by then changes nothing of what was known", () => {
  let changes = 0;
  let different = 0;
  forRandomHistories((history, runs, random) => {
    const row = random.int(0, runs.length - 1);
    const moment = runs[row]?.at ?? 0;
    const later = runs.map((run) => {
      if (endOf(run) < moment) return run;
      const other = changed(run, random);
      changes++;
      // What was under way at that moment stays under way.
      return { ...other, ms: Math.max(other.ms ?? 0, moment - run.at) };
    });
    const before = figuresOfAll(history);
    const after = figuresOfAll(historyOf(later, { phases: history.phases }));
    assert.deepEqual(after.slice(0, row + 1), before.slice(0, row + 1));
    if (JSON.stringify(after) !== JSON.stringify(before)) different++;
  });
  assert.ok(changes > inShare(1000) && different > inShare(100), "later rows do see the change");
});

test("shuffling the outcomes of later runs leaves all earlier examples as they are", () => {
  forRandomHistories((history, runs, random) => {
    const from = random.int(0, runs.length);
    const moment = runs[from]?.at ?? Infinity;
    const outcomes = random.shuffle(runs.slice(from).map(({ outcome }) => outcome));
    const shuffled = runs.map((run, row) => {
      const outcome = outcomes[row - from];
      return row < from || outcome === undefined ? run : { ...run, outcome };
    });
    const one = examplesOf(history, utc);
    const other = examplesOf(historyOf(shuffled, { phases: history.phases }), utc);
    const earlier = one.startMs.subarray(0, one.count).filter((ms) => ms < moment).length;
    assert.deepEqual(
      other.columns.subarray(0, earlier * columnCount),
      one.columns.subarray(0, earlier * columnCount),
    );
    assert.deepEqual(other.outcomes.subarray(0, earlier), one.outcomes.subarray(0, earlier));
  });
});

test("examples are the finished runs, each with its columns and its outcome", () => {
  forRandomHistories((history, runs) => {
    const examples = examplesOf(history, utc);
    const all = figuresOfAll(history);
    const finished = runs.flatMap((run, row) => (isFinished(run) ? [{ run, row }] : []));
    assert.equal(examples.count, finished.length);
    finished.forEach(({ run, row }, at) => {
      const columns = new Float32Array(columnCount);
      encode(Float64Array.from(all[row] ?? []), columns, 0);
      assert.deepEqual(
        examples.columns.subarray(at * columnCount, (at + 1) * columnCount),
        columns,
      );
      assert.equal(examples.outcomes[at], run.outcome === "completed" ? 1 : 0);
      assert.deepEqual([examples.startMs[at], examples.endMs[at]], [run.at, endOf(run)]);
      assert.equal(examples.rates[at], all[row]?.[0]);
    });
  });
});

test("of many runs the newest are taken, and they know of all before them", () => {
  forRandomHistories((history, _, random) => {
    const all = examplesOf(history, utc);
    const most = random.int(1, 40);
    const newest = examplesOf(history, utc, { most });
    const from = Math.max(0, all.count - most);
    assert.equal(newest.count, all.count - from);
    assert.deepEqual(newest.columns, all.columns.subarray(from * columnCount));
    assert.deepEqual(newest.outcomes, all.outcomes.subarray(from));
    assert.deepEqual(newest.endMs, all.endMs.subarray(from));
  });
});

test("running and unknown runs are neither good nor bad, but they are runs", () => {
  const runs: Run[] = (["running", "unknown"] as const).map((outcome, at) => ({
    skill: "task:build",
    at: someTime + at,
    outcome,
    ms: 1,
  }));
  const now: Run = { skill: "task:build", at: someTime + minute };
  const figures = figuresOfAll(historyOf([...runs, now])).at(-1) ?? [];
  const figure = (name: FeatureName): number => figures[featureNames.indexOf(name)] ?? NaN;
  assert.equal(figure("rate"), 0.5);
  assert.equal(figure("runsLastDay"), 2);
  assert.equal(figure("failuresInARow"), 0);
  assert.equal(figure("firstInSession"), 0);
});
