import assert from "node:assert/strict";
import { test } from "node:test";
import type { NextContext } from "../../../../src/recommend/next/event";
import { familiesOf } from "../../../../src/recommend/next/families";
import {
  HistoryModel,
  learnedRuns,
  nextModelOf,
} from "../../../../src/recommend/next/historyModel";
import { NextModel } from "../../../../src/recommend/next/nextModel";
import type { History } from "../../../../src/tracker/history";
import {
  historyOf,
  hour,
  minute,
  randomRuns,
  runsOf,
  someTime,
  type Run,
} from "../../../support/history";
import { forRandomHistories } from "../../../support/randomHistories";
import { seededRandom } from "../../../support/random";

/** What was known before a run at this time, from the plain runs before it. */
function naiveContext(
  history: History,
  earlier: readonly Run[],
  session: string,
  nowMs: number,
): NextContext {
  const last = earlier.findLast((run) => run.session === session && run.background !== true);
  const ended = last?.ms === undefined || last.at + last.ms <= nowMs;
  return {
    session: history.sessions.indexOf(session),
    nowMs,
    phase: last?.phase === undefined ? -1 : history.phases.indexOf(last.phase),
    folder: last?.folder === undefined ? -1 : history.folders.indexOf(last.folder),
    afterFailure: last?.outcome === "failed" && ended,
  };
}

test("learns from the runs of a history, in the foreground, with what was known before each", () => {
  forRandomHistories((history, runs, random) => {
    const model = new NextModel({ families: familiesOf(history.skills.map(({ name }) => name)) });
    runs.forEach((run, at) => {
      if (run.background === true) return;
      const context = naiveContext(history, runs.slice(0, at), run.session ?? "s1", run.at);
      model.observe({ ...context, skill: history.skill[at] ?? -1 });
    });
    const own = nextModelOf(history);
    const nowMs = (runs.at(-1)?.at ?? someTime) + random.int(0, 2 * hour);
    history.sessions.forEach((session, number) => {
      const expected = model.rank(naiveContext(history, runs, session, nowMs)).scores;
      assert.deepEqual(own.rank(history, { session: number, nowMs }).scores, expected);
    });
    const elsewhere = { session: -1, nowMs, phase: 1 };
    const nothing = { session: -1, nowMs, phase: 1, afterFailure: false };
    assert.deepEqual(own.rank(history, elsewhere).scores, model.rank(nothing).scores);
  });
});

test("taking a history in piece by piece makes the model of the whole", () => {
  const random = seededRandom(6);
  const runs = randomRuns(random, { count: learnedRuns + 300 });
  const history = historyOf(runs);
  const [whole, pieces] = [nextModelOf(history), new HistoryModel()];
  while (pieces.behind(history) > 0) assert.ok(pieces.advance(history, random.int(0, 400)));
  const asked = { session: 0, nowMs: someTime + 100 * hour };
  assert.deepEqual(pieces.rank(history, asked).scores, whole.rank(history, asked).scores);
});

test("a run that ends after it was taken in counts as a failure from then on", () => {
  const runs: Run[] = Array.from({ length: 60 }, (_, at) => ({
    skill:
      at % 2 === 0 ? "terminal:npm test" : at % 4 === 1 ? "terminal:vim" : "terminal:git commit",
    at: someTime + at * minute,
    ms: 1_000,
    outcome: at % 4 === 0 ? "failed" : "completed",
  }));
  const running = { skill: "terminal:npm test", at: someTime + 60 * minute } as const;
  const before = historyOf([...runs, { ...running, outcome: "running" }]);
  const after = historyOf([...runs, { ...running, outcome: "failed", ms: 5_000 }]);
  const model = nextModelOf(before);
  const [vim, commit] = ["vim", "git commit"].map((name) =>
    before.skills.findIndex((skill) => skill.name === name),
  );
  assert.ok(vim !== undefined && commit !== undefined);
  assert.ok(model.advance(after));
  const apart = (history: History, nowMs: number): number => {
    const { scores } = model.rank(history, { session: 0, nowMs });
    return (scores[vim] ?? 0) - (scores[commit] ?? 0);
  };
  assert.ok(apart(after, running.at + 5_000) > apart(before, running.at + 5_000) + 0.1);
  assert.equal(apart(after, running.at + 4_999), apart(before, running.at + 4_999));
});

test("a row that came in between, or went, asks for a new model", () => {
  const runs = randomRuns(seededRandom(7), { count: 40 }).sort((one, other) => one.at - other.at);
  const model = nextModelOf(historyOf(runs));
  const late: Run = { skill: "terminal:git add", at: (runs[20]?.at ?? 0) + 1 };
  assert.equal(model.advance(historyOf([...runs, late])), false);
  assert.equal(model.advance(historyOf(runs.slice(1))), false);
  assert.equal(model.advance(historyOf(runs)), true);
  const next: Run = { skill: "terminal:git add", at: (runs.at(-1)?.at ?? 0) + 1 };
  const longer = historyOf([...runs, next]);
  assert.equal(model.advance(longer), true);
  assert.equal(model.behind(longer), 0);
  assert.equal(runsOf(longer).length, 41);
});
