import assert from "node:assert/strict";
import { test } from "node:test";
import { Corrections, largestCorrection } from "../../../../src/recommend/next/corrections";
import { column, featureCount, tierCount } from "../../../../src/recommend/next/features";
import { FeatureMatrix } from "../../../../src/recommend/next/featureMatrix";
import {
  forgetting,
  furthestFromStart,
  Learner,
  priorVariance,
  type StartWeights,
} from "../../../../src/recommend/next/learner";
import { Steps } from "../../../../src/recommend/next/steps";
import { startWeights } from "../../../../src/recommend/next/weights";
import { seededRandom, type Random } from "../../../support/random";

const skills = 6;

function randomMatrix(random: Random, size = 1): FeatureMatrix {
  const matrix = new FeatureMatrix(skills);
  matrix.reset(skills);
  for (let skill = 0; skill < skills; skill++) {
    for (let at = 0; at < featureCount; at++) matrix.set(skill, at, (random.next() - 0.5) * size);
    matrix.raiseTier(skill, random.int(0, tierCount));
  }
  return matrix;
}

function logLikelihood(
  matrix: FeatureMatrix,
  weight: (tier: number, at: number) => number,
  came: number,
): number {
  const scores = Array.from({ length: skills }, (_, skill) => {
    let score = 0;
    for (let at = 0; at < featureCount; at++) {
      score += weight(matrix.tiers[skill] ?? 0, at) * matrix.get(skill, at);
    }
    return score;
  });
  const all = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return (scores[came] ?? 0) - Math.log(all);
}

const weightOf =
  ({ shared, byTier }: StartWeights) =>
  (tier: number, at: number): number =>
    (shared[at] ?? 0) + (byTier[tier * featureCount + at] ?? 0);

test("scores are logarithms of probabilities by the weights of each tier; only candidates have one", () => {
  const random = seededRandom(1);
  const matrix = randomMatrix(random);
  const scores = new Float64Array(skills);
  new Learner(startWeights).score(matrix, [1, 1, 1, 1, 1, 1], scores);
  scores.forEach((score, skill) => {
    const expected = logLikelihood(matrix, weightOf(startWeights), skill);
    assert.ok(Math.abs(score - expected) < 1e-9);
  });
  new Learner(startWeights).score(matrix, [1, 0, 3, 0, 0, 1], scores);
  assert.deepEqual([scores[1], scores[3], scores[4]], [-Infinity, -Infinity, -Infinity]);
  const sum = scores.reduce((all, score) => all + Math.exp(score), 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
});

test("the first step of the shared weights goes down the numeric gradient", () => {
  const random = seededRandom(2);
  for (let round = 0; round < 20; round++) {
    const matrix = randomMatrix(random);
    const came = random.int(0, skills - 1);
    const gradient = Array.from({ length: featureCount }, (_, moved) => {
      const shifted = (by: number): number =>
        logLikelihood(
          matrix,
          (tier, at) => weightOf(startWeights)(tier, at) + (at === moved ? by : 0),
          came,
        );
      return (shifted(-1e-5) - shifted(1e-5)) / 2e-5;
    });
    const length = gradient.reduce((sum, one) => sum + one * one, 0);
    const learner = new Learner(startWeights);
    const scores = new Float64Array(skills);
    learner.score(matrix, [1, 1, 1, 1, 1, 1], scores);
    learner.learn(matrix, scores, came);
    gradient.forEach((slope, at) => {
      // Sherman and Morrison for a prior that is the same for all weights.
      const step = (priorVariance * slope) / (1 + priorVariance * length);
      const moved = (startWeights.shared[at] ?? 0) - (learner.shared[at] ?? 0);
      assert.ok(Math.abs(moved - step) < 1e-8, `${moved} is not ${step}`);
    });
  }
});

/** By Gauss and Jordan; for matrices that can be inverted without exchanging rows. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, at) => [...row, ...row.map((_, other) => (at === other ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const top = work[pivot] ?? [];
    const scale = top[pivot] ?? 1;
    const scaled = top.map((value) => value / scale);
    work[pivot] = scaled;
    work.forEach((row, at) => {
      const factor = row[pivot] ?? 0;
      if (at === pivot) return;
      work[at] = row.map((value, column) => value - factor * (scaled[column] ?? 0));
    });
  }
  return work.map((row) => row.slice(size));
}

test("further steps are Newton's, with what was told before, some of it forgotten", () => {
  const random = seededRandom(8);
  const learner = new Learner(startWeights);
  const scores = new Float64Array(skills);
  const indices = Array.from({ length: featureCount }, (_, at) => at);
  let covariance: number[][] = indices.map((row) =>
    indices.map((at) => (row === at ? priorVariance : 0)),
  );
  for (let round = 0; round < 12; round++) {
    const matrix = randomMatrix(random, 4);
    const came = random.int(0, skills - 1);
    learner.score(matrix, [1, 1, 1, 1, 1, 1], scores);
    const gradient = indices.map((at) => {
      const mean = scores.reduce((sum, p, skill) => sum + Math.exp(p) * matrix.get(skill, at), 0);
      return mean - matrix.get(came, at);
    });
    const before = learner.shared.slice();
    learner.learn(matrix, scores, came);
    const precision = inverse(covariance).map((row, one) =>
      row.map((value, other) => value + (gradient[one] ?? 0) * (gradient[other] ?? 0)),
    );
    covariance = inverse(precision);
    indices.forEach((at) => {
      const row = covariance[at] ?? [];
      const step = row.reduce((sum, value, other) => sum + value * (gradient[other] ?? 0), 0);
      const moved = (before[at] ?? 0) - (learner.shared[at] ?? 0);
      assert.ok(Math.abs(moved - step) < 1e-9, `${moved} is not ${step}`);
    });
    const grown = covariance.map((row) => row.map((value) => value * forgetting));
    const scale = indices.map((at) =>
      Math.min(1, Math.sqrt(priorVariance / (grown[at]?.[at] ?? priorVariance))),
    );
    covariance = grown.map((row, one) =>
      row.map((value, other) => value * (scale[one] ?? 1) * (scale[other] ?? 1)),
    );
  }
});

test("what keeps coming becomes likelier", () => {
  const matrix = randomMatrix(seededRandom(3), 4);
  const learner = new Learner(startWeights);
  const scores = new Float64Array(skills);
  const before: number[] = [];
  for (let round = 0; round < 100; round++) {
    learner.score(matrix, [1, 1, 1, 1, 1, 1], scores);
    before.push(scores[4] ?? 0);
    learner.learn(matrix, scores, 4);
  }
  assert.ok((before.at(-1) ?? 0) > Math.log(0.8));
  assert.ok((before.at(-1) ?? 0) > (before[0] ?? 0));
});

test("no weight leaves the neighbourhood of its start, whatever is told", () => {
  const random = seededRandom(4);
  const learner = new Learner(startWeights);
  const scores = new Float64Array(skills);
  for (let round = 0; round < 3_000; round++) {
    const matrix = randomMatrix(random, 1e4);
    learner.score(matrix, [1, 1, 1, 1, 1, 1], scores);
    learner.learn(matrix, scores, round % 3 === 0 ? random.int(0, skills - 1) : 0);
  }
  const far = (weights: Float64Array, start: Float64Array): number =>
    weights.reduce((most, weight, at) => Math.max(most, Math.abs(weight - (start[at] ?? 0))), 0);
  assert.ok(far(learner.shared, startWeights.shared) <= furthestFromStart + 1e-12);
  assert.ok(far(learner.byTier, startWeights.byTier) <= furthestFromStart + 1e-12);
  assert.ok(learner.shared.every(Number.isFinite));
});

test("a weight that is always told the same ends at its bound", () => {
  const matrix = new FeatureMatrix(skills);
  matrix.reset(skills);
  matrix.set(2, column.recency, 0.05);
  const learner = new Learner(startWeights);
  const scores = new Float64Array(skills);
  for (let round = 0; round < 20_000; round++) {
    learner.score(matrix, [1, 1, 1, 1, 1, 1], scores);
    learner.learn(matrix, scores, 2);
  }
  const moved = (learner.shared[column.recency] ?? 0) - (startWeights.shared[column.recency] ?? 0);
  assert.ok(Math.abs(moved - furthestFromStart) < 1e-12, `${moved}`);
});

test("corrections learn what comes in a context, and end at a bound", () => {
  const steps = new Steps();
  const event = { skill: 3, session: 0, nowMs: Number.NaN, phase: 1, afterFailure: false };
  steps.append(event, steps.place(event));
  const corrections = new Corrections();
  const matrix = new FeatureMatrix(skills);
  matrix.reset(skills);
  const wrong = Float64Array.from({ length: skills }, () => Math.log(1 / skills));
  const of = (phase: number, skill: number): number => {
    corrections.fill(matrix, steps.place(event), { ...event, phase }, steps);
    return matrix.get(skill, column.correction);
  };
  assert.equal(of(1, 5), 0);
  corrections.learn(wrong, skills, 5);
  const first = of(1, 5);
  assert.ok(first > 0 && of(1, 0) < 0);
  // Another phase shares all corrections but that of the phase.
  assert.ok(of(2, 5) > 0 && of(2, 5) < first);
  for (let round = 0; round < 20_000; round++) {
    of(1, 5);
    corrections.learn(wrong, skills, 5);
  }
  assert.ok(Math.abs(of(1, 5) - 6 * largestCorrection) < 1e-4);
});
