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
  const last = earlier.findLast((run) => run.session === session);
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
    const ofUser = runs.filter(({ agent }) => agent === undefined);
    const habits = (ofUser.length > 0 ? ofUser : runs).filter((run) => run.background !== true);
    runs.forEach((run, at) => {
      if (!habits.includes(run)) return;
      const earlier = habits.slice(0, habits.indexOf(run));
      const context = naiveContext(history, earlier, run.session ?? "s1", run.at);
      model.observe({ ...context, skill: history.skill[at] ?? -1 });
    });
    const own = nextModelOf(history);
    const nowMs = (runs.at(-1)?.at ?? someTime) + random.int(0, 2 * hour);
    history.sessions.forEach((session, number) => {
      const expected = model.rank(naiveContext(history, habits, session, nowMs)).scores;
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

const byAgent = { agent: "claude" } as const;

test("what agents run is no habit: whenever it comes in, the model is that of the user's runs", () => {
  const random = seededRandom(8);
  const own = randomRuns(random, { count: 120 }).map(({ agent: _, ...run }): Run => run);
  const asked = { session: 0, nowMs: someTime + 200 * hour };
  own.sort((one, other) => one.at - other.at);
  const alone = nextModelOf(historyOf(own));
  const keys = historyOf(own).skills.map(({ name }) => name);
  // Told in pieces, and of the runs of agents later than of the user's that began after them.
  const model = new HistoryModel();
  const told: Run[] = [];
  for (const run of own) {
    told.push(run);
    const late = { skill: run.skill, at: run.at - random.int(1, 5_000_000), ...byAgent };
    if (random.chance(0.5)) told.push({ ...late, session: random.pick(["s1", "agents"]) });
    if (random.chance(0.2)) assert.ok(model.advance(historyOf(told)));
  }
  const history = historyOf(told);
  assert.ok(model.advance(history));
  assert.equal(model.behind(history), 0);
  const scoresOf = (one: HistoryModel, of: History) => {
    const { scores } = one.rank(of, { ...asked, session: of.sessions.indexOf("s1") });
    return keys.map((name) => scores[of.skills.findIndex((skill) => skill.name === name)]);
  };
  const expected = scoresOf(alone, historyOf(own));
  assert.ok(expected.some((score) => (score ?? -Infinity) > -5));
  scoresOf(model, history).forEach((score, at) => {
    // Skills have other indices, so sums are made in another order.
    assert.ok(Math.abs((score ?? NaN) - (expected[at] ?? NaN)) < 1e-9);
  });
});

test("where only agents ran something, that is what there is to go by, until the user runs something", () => {
  const runs = randomRuns(seededRandom(9), { count: 30 }).map((run) => ({ ...run, ...byAgent }));
  runs.sort((one, other) => one.at - other.at);
  const model = new HistoryModel();
  assert.ok(model.advance(historyOf(runs)));
  const foreground = runs.filter(({ background }) => background !== true).length;
  assert.equal(new HistoryModel().behind(historyOf(runs)), foreground);
  const first: Run = { skill: "terminal:git add", at: (runs.at(-1)?.at ?? 0) + 1 };
  assert.equal(model.advance(historyOf([...runs, first])), false);
  assert.equal(new HistoryModel().behind(historyOf([...runs, first])), 1);
});
