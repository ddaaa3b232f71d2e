import assert from "node:assert/strict";
import { test } from "node:test";
import type { NextEvent } from "../../../../src/recommend/next/event";
import { familiesOf } from "../../../../src/recommend/next/families";
import {
  column,
  featureCount,
  featureNames,
  features,
  tierCount,
} from "../../../../src/recommend/next/features";
import { NextModel } from "../../../../src/recommend/next/nextModel";
import { startWeights } from "../../../../src/recommend/next/weights";
import { numbered } from "../../../bench/next/events";
import { measure } from "../../../bench/next/measure";
import { Markov, MostRecent, type Ranker } from "../../../bench/next/rankers";
import { commandStream } from "../../../support/commandStreams";
import { day, minute, someTime } from "../../../support/history";
import { randomEvents } from "../../../support/nextEvents";
import { seededRandom } from "../../../support/random";

function ranker(model: NextModel): Ranker {
  return {
    rank: (context) => model.rank(context).scores,
    observe: (event) => {
      model.observe(event);
    },
  };
}

function generated(seed: number, length = 900): readonly NextEvent[] {
  const events = commandStream({ seed, length });
  return numbered({ user: "", events }, false).events;
}

test("the same runs always make the same model, asked in between or not", () => {
  const events = randomEvents(seededRandom(1), 400, 8);
  const [one, other] = [new NextModel(), new NextModel()];
  for (const event of events) {
    one.observe(event);
    other.rank({ ...event, session: 1, phase: 0 });
    other.rank(event);
    other.observe(event);
  }
  const context = { session: 0, nowMs: someTime + day, phase: 1, afterFailure: true };
  assert.deepEqual([...one.rank(context).scores], [...other.rank(context).scores]);
});

test("the same question is answered anew after each run", () => {
  const model = new NextModel();
  const context = { session: 0, nowMs: Number.NaN, phase: -1, afterFailure: false };
  for (const skill of [0, 1, 0, 1, 0]) model.observe({ ...context, skill });
  const before = [...model.rank(context).scores];
  model.count({ ...context, skill: 1 });
  const after = [...model.rank(context).scores];
  assert.ok((before[1] ?? 0) > (before[0] ?? 0) && (after[0] ?? 0) > (after[1] ?? 0));
});

test("scores are probabilities of what was run before; what never ran has none", () => {
  const events = randomEvents(seededRandom(2), 200, 6).map((event) => ({
    ...event,
    skill: event.skill * 2,
  }));
  const model = new NextModel();
  for (const event of events) {
    const { scores } = model.rank(event);
    const seen = events.slice(0, events.indexOf(event)).map(({ skill }) => skill);
    scores.forEach((score, skill) => {
      assert.equal(Number.isFinite(score), seen.includes(skill));
    });
    const sum = scores.reduce((all, score) => all + Math.exp(score), 0);
    assert.ok(seen.length === 0 || Math.abs(sum - 1) < 1e-9);
    model.observe(event);
  }
});

test("a model that was told nothing knows no skill", () => {
  const context = { session: 0, nowMs: someTime, phase: -1, afterFailure: false };
  assert.equal(new NextModel().rank(context).scores.length, 0);
});

test("contributions add up to what sets the scores of two skills apart", () => {
  const model = new NextModel({ families: familiesOf(["git a", "git b", "npm c", "npm d", "e"]) });
  const events = randomEvents(seededRandom(3), 300);
  for (const event of events) {
    const ranking = model.rank(event);
    if (ranking.scores.length > 1) {
      const total = (skill: number): number =>
        ranking.contributions(skill).reduce((sum, { share }) => sum + share, 0);
      const apart = (ranking.scores[0] ?? 0) - (ranking.scores[1] ?? 0);
      if (Number.isFinite(apart)) assert.ok(Math.abs(total(0) - total(1) - apart) < 1e-9);
      assert.deepEqual(
        ranking.contributions(0).map(({ feature }) => feature),
        featureNames,
      );
    }
    model.observe(event);
  }
});

test("features are numbers in the range they name, with times and without", () => {
  for (const times of [true, false]) {
    const model = new NextModel();
    for (const event of randomEvents(seededRandom(4), 300)) {
      const given = times ? event : { ...event, nowMs: Number.NaN };
      const { scores, contributions } = model.rank(given);
      for (let skill = 0; skill < scores.length; skill++) {
        if (scores[skill] === -Infinity) continue;
        for (const { feature, value } of contributions(skill)) {
          assert.ok(Number.isFinite(value), `${feature}: ${value}`);
          const { range } = features[feature];
          if (range === "(−∞, 0]") assert.ok(value <= 0, `${feature}: ${value}`);
          if (range === "0 or 1") assert.ok(value === 0 || value === 1);
          if (range === "1") assert.equal(value, 1);
        }
      }
      model.observe(given);
    }
  }
});

test("every feature has a column, a text and weights to begin with", () => {
  assert.deepEqual(
    featureNames.map((name) => column[name]),
    featureNames.map((_, at) => at),
  );
  for (const { meaning, range, formula } of Object.values(features)) {
    const texts: readonly string[] = [meaning, range, formula];
    assert.ok(texts.every((text) => text !== ""));
  }
  assert.equal(startWeights.shared.length, featureCount);
  assert.equal(startWeights.byTier.length, featureCount * tierCount);
  assert.ok(startWeights.shared.some((weight) => weight !== 0));
});

test("a loop is foreseen after a few rounds", () => {
  const model = new NextModel();
  let right = 0;
  for (let run = 0; run < 100; run++) {
    const skill = run % 7;
    const event = {
      skill,
      session: 0,
      nowMs: someTime + run * minute,
      phase: -1,
      afterFailure: false,
    };
    const { scores } = model.rank(event);
    if (run >= 21 && scores.indexOf(Math.max(...scores)) === skill) right++;
    model.observe(event);
  }
  assert.equal(right, 79);
});

test("what a phase and a failure change is learned", () => {
  const random = seededRandom(5);
  const model = new NextModel();
  const asked = { session: 0, nowMs: Number.NaN, phase: 0, afterFailure: false };
  const greatest = (scores: Float64Array): number => scores.indexOf(Math.max(...scores));
  // After skill 0: in phase 0 comes 1, in phase 1 comes 2, after a failure 3.
  for (let round = 0; round < 200; round++) {
    const phase = random.int(0, 1);
    const afterFailure = random.chance(0.3);
    model.observe({ ...asked, phase, skill: 0 });
    model.observe({ ...asked, phase, afterFailure, skill: afterFailure ? 3 : 1 + phase });
  }
  model.observe({ ...asked, skill: 0 });
  assert.equal(greatest(model.rank(asked).scores), 1);
  assert.equal(greatest(model.rank({ ...asked, phase: 1 }).scores), 2);
  assert.equal(greatest(model.rank({ ...asked, afterFailure: true }).scores), 3);
});

test("a day of chance commands does not spoil what was learned", () => {
  const seeds = [11, 12, 13, 14, 15, 16];
  const share = (withBadDay: boolean): number => {
    let hits = 0;
    let n = 0;
    for (const seed of seeds) {
      const events = generated(seed, 1_200);
      const half = events.length / 2;
      const model = new NextModel();
      for (const event of events.slice(0, half)) model.observe(event);
      const random = seededRandom(seed);
      for (let run = 0; withBadDay && run < 150; run++) {
        const nowMs = (events[half - 1]?.nowMs ?? 0) + run * 1_000;
        model.observe({
          skill: random.int(0, 30),
          session: 1,
          nowMs,
          phase: -1,
          afterFailure: false,
        });
      }
      for (const event of events.slice(half)) {
        const { scores } = model.rank(event);
        const score = scores[event.skill] ?? -Infinity;
        n++;
        if (scores.filter((other) => other > score).length < 5) hits++;
        model.observe(event);
      }
    }
    return (100 * hits) / n;
  };
  const [before, after] = [share(false), share(true)];
  assert.ok(before > 70, `${before}`);
  assert.ok(after > before - 2, `${after} after ${before}`);
});

test("it beats the best baseline on generated users by 5 points at 1 and 7 at 5", () => {
  const streams = [1, 2, 3, 4, 5, 6].map((seed) => generated(seed));
  const quality = (make: () => Ranker): { first: number; five: number } => {
    const scores = streams.map((events) => measure(make(), events, true));
    const n = scores.reduce((sum, score) => sum + score.n, 0);
    const percent = (hits: number): number => (100 * hits) / n;
    return {
      first: percent(scores.reduce((sum, { hits1 }) => sum + hits1, 0)),
      five: percent(scores.reduce((sum, { hits5 }) => sum + hits5, 0)),
    };
  };
  const baselines = [
    quality(() => new MostRecent()),
    quality(() => new Markov(1)),
    quality(() => new Markov(2)),
    quality(() => new Markov(3)),
  ];
  const own = quality(() => ranker(new NextModel()));
  const first = Math.max(...baselines.map((one) => one.first));
  const five = Math.max(...baselines.map((one) => one.five));
  assert.ok(own.first > first + 5, `${own.first} against ${first}`);
  assert.ok(own.five > five + 7, `${own.five} against ${five}`);
});
