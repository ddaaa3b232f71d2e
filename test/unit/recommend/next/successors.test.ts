import assert from "node:assert/strict";
import { test } from "node:test";
import { gapBucket } from "../../../../src/recommend/next/buckets";
import { column } from "../../../../src/recommend/next/features";
import { FeatureMatrix } from "../../../../src/recommend/next/featureMatrix";
import { Matches } from "../../../../src/recommend/next/matches";
import { Steps } from "../../../../src/recommend/next/steps";
import {
  longestContext,
  mostOccurrences,
  mostSearched,
  Successors,
} from "../../../../src/recommend/next/successors";
import type { Votes } from "../../../../src/recommend/next/votes";
import {
  commonLength,
  naiveContext,
  naiveSteps,
  randomEvents,
  type NaiveStep,
} from "../../../support/nextEvents";
import { seededRandom } from "../../../support/random";

const skills = 4;

/** Steps that came since, with the beginnings of stretches counted as steps. */
function ageOf(steps: readonly NaiveStep[], now: number, at: number): number {
  const starts = steps.slice(at + 1, now).filter(({ position }) => position === 0).length;
  return now - at + starts;
}

function sum(
  steps: readonly NaiveStep[],
  now: number,
  weigh: (at: number, context: readonly number[]) => number,
): { weights: number[]; total: number } {
  const weights = Array.from({ length: skills }, () => 0);
  for (let at = 0; at < now; at++) {
    const skill = steps[at]?.event.skill ?? 0;
    weights[skill] = (weights[skill] ?? 0) + weigh(at, naiveContext(steps, at));
  }
  return { weights, total: weights.reduce((all, one) => all + one, 0) };
}

function assertVotes(votes: Votes, expected: ReturnType<typeof sum>, what: string): void {
  expected.weights.forEach((weight, skill) => {
    assert.ok(Math.abs(votes.of(skill) - weight) < 1e-9, `${what}: ${votes.of(skill)}, ${weight}`);
  });
  assert.ok(Math.abs(votes.total - expected.total) < 1e-9, what);
  const voted = [...votes.voted.subarray(0, votes.size)].sort();
  assert.deepEqual(
    voted,
    expected.weights.flatMap((weight, skill) => (weight > 0 ? [skill] : [])),
    what,
  );
}

test("counts what followed the newest steps as a search through all runs does", () => {
  for (let number = 1; number <= 12; number++) {
    const events = randomEvents(seededRandom(number), 90, skills);
    const naive = naiveSteps(events);
    const steps = new Steps();
    const successors = new Successors(skills);
    events.forEach((event, now) => {
      const place = steps.place(event);
      const own = naiveContext(naive, now);
      successors.gather(steps, place, event);
      const matches = (context: readonly number[]): number =>
        Math.min(longestContext, commonLength(own, context));
      const check = (
        what: string,
        votes: Votes,
        weigh: (at: number, context: readonly number[]) => number,
      ): void => {
        const here = (at: number, context: readonly number[]): number =>
          matches(context) > 0 ? weigh(at, context) : 0;
        assertVotes(votes, sum(naive, now, here), `${what} of ${number}, run ${now}`);
      };
      successors.orders.forEach((votes, order) => {
        check(`order ${order + 1}`, votes, (_, context) => (matches(context) > order ? 1 : 0));
      });
      const faded = (at: number, halfLife: number): number =>
        2 ** (-ageOf(naive, now, at) / halfLife);
      check("recent", successors.recent, (at) => faded(at, 150));
      check("settled", successors.settled, (at) => faded(at, 1_500));
      check("pairs", successors.recentPairs, (at, context) =>
        matches(context) > 1 ? faded(at, 400) : 0,
      );
      const near = new Set(own.slice(1, 6).filter((skill) => skill >= 0));
      check("similar", successors.similar, (_, context) =>
        Math.exp(0.7 * context.slice(1, 6).filter((skill) => near.has(skill)).length),
      );
      check("phase", successors.samePhase, (at) =>
        event.phase >= 0 && naive[at]?.event.phase === event.phase ? 1 : 0,
      );
      check("failure", successors.afterFailure, (at) =>
        event.afterFailure && naive[at]?.event.afterFailure === true ? 1 : 0,
      );
      check("pause", successors.samePause, (at) => {
        const apart = Math.abs(gapBucket(naive[at]?.gapMs ?? 0) - gapBucket(place.gapMs));
        return place.at < 0 || apart > 1 ? 0 : apart === 0 ? 1 : 0.3;
      });
      for (const lag of [2, 3]) {
        const symbol = own[lag - 1] ?? -1;
        const expected = sum(naive, now, (at, context) =>
          symbol >= 0 && context[lag - 1] === symbol ? faded(at, 1_500) : 0,
        );
        assertVotes(lag === 2 ? successors.lag2 : successors.lag3, expected, `lag ${lag}`);
      }
      steps.append(event, place);
    });
  }
});

test("names what followed the newest of the longest matches", () => {
  for (let number = 1; number <= 12; number++) {
    const events = randomEvents(seededRandom(number), 90, skills).map((event) => ({
      ...event,
      session: 0,
    }));
    const naive = naiveSteps(events);
    const steps = new Steps();
    const successors = new Successors(skills);
    events.forEach((event, now) => {
      const place = steps.place(event);
      successors.gather(steps, place, event);
      const own = naiveContext(naive, now);
      let longest = 0;
      let skill = -1;
      for (let at = now - 1; at >= 0; at--) {
        const common = Math.min(longestContext, commonLength(own, naiveContext(naive, at)));
        if (common > longest) {
          longest = common;
          skill = naive[at]?.event.skill ?? -1;
        }
      }
      assert.deepEqual([successors.longest, successors.longestSkill], [longest, skill]);
      steps.append(event, place);
    });
  }
});

test("tells how many times ago each skill followed the last one and the last two", () => {
  const events = randomEvents(seededRandom(5), 150, skills).map((event) => ({
    ...event,
    session: 0,
  }));
  const naive = naiveSteps(events);
  const steps = new Steps();
  const successors = new Successors(skills);
  const matrix = new FeatureMatrix(skills);
  events.forEach((event, now) => {
    const place = steps.place(event);
    successors.gather(steps, place, event);
    matrix.reset(skills);
    matrix.usual.fill(1 / skills);
    successors.fill(matrix);
    const own = naiveContext(naive, now);
    for (const length of [1, 2]) {
      const places = naive
        .slice(0, now)
        .flatMap((step, at) =>
          commonLength(own, naiveContext(naive, at)) >= length ? [step.event.skill] : [],
        )
        .reverse();
      const never = Math.log(2 + Math.min(places.length, 60));
      for (let skill = 0; skill < skills; skill++) {
        const ago = places.indexOf(skill);
        const expected = ago < 0 ? never : Math.min(never, Math.log(1 + ago));
        const to = length === 1 ? column.newestAfter1 : column.newestAfter2;
        const value = -matrix.get(skill, to);
        assert.ok(Math.abs(value - (places.length === 0 ? 0 : expected)) < 1e-12);
      }
    }
    steps.append(event, place);
  });
});

test("the longest match says how often such matches were right, the newest counting most", () => {
  const random = seededRandom(6);
  const matches = new Matches();
  const tried: { right: boolean; length: number }[] = [];
  const matrix = new FeatureMatrix(skills);
  for (let run = 0; run < 300; run++) {
    const successors = new Successors(skills);
    successors.longest = random.int(0, longestContext);
    successors.longestSkill = random.int(0, skills - 1);
    matrix.reset(skills);
    matches.fill(matrix, successors);
    const same = tried.filter(({ length }) => length === successors.longest).reverse();
    const weigh = (list: typeof same): number =>
      list.reduce((sum, { right }, at) => sum + (right ? 2 ** (-at / 350) : 0), 0);
    const all = weigh(same.map((one) => ({ ...one, right: true })));
    const share = (1 + weigh(same)) / (2 + all);
    const expected = successors.longest === 0 ? 0 : 3 + Math.log(share / (1 - share));
    const value = matrix.get(successors.longestSkill, column.longestMatch);
    assert.ok(Math.abs(value - expected) < 1e-9, `${value} is not ${expected}`);
    const came = random.int(0, skills - 1);
    matches.count(successors, came);
    if (successors.longest > 0) {
      tried.push({ right: came === successors.longestSkill, length: successors.longest });
    }
  }
});

test("far back only longer contexts are counted, and not without end", () => {
  const steps = new Steps();
  const run = (skill: number): void => {
    const event = { skill, session: 0, nowMs: Number.NaN, phase: -1, afterFailure: false };
    steps.append(event, steps.place(event));
  };
  const pairs = mostSearched + 100;
  // 1 comes after 2 0, and since then 3 after 0 0.
  for (const skill of [2, 0, 1, 2, 0, 1]) run(skill);
  const gather = (): Successors => {
    const successors = new Successors(skills);
    const context = { session: 0, nowMs: Number.NaN, phase: -1, afterFailure: false };
    successors.gather(steps, steps.place(context), context);
    return successors;
  };
  for (let pair = 0; pair < mostOccurrences; pair++) for (const skill of [0, 0, 3]) run(skill);
  for (const skill of [2, 0]) run(skill);
  const near = gather();
  assert.deepEqual([near.orders[0]?.total, near.orders[0]?.of(1)], [mostOccurrences, 0]);
  assert.deepEqual([near.orders[1]?.total, near.orders[1]?.of(1)], [2, 2]);
  assert.deepEqual([near.recentPairs.size, near.similar.of(1), near.settled.of(1)], [1, 0, 0]);
  for (let pair = 0; pair < pairs; pair++) for (const skill of [0, 0, 3]) run(skill);
  for (const skill of [2, 0]) run(skill);
  assert.equal(gather().orders[1]?.of(1), 0);
});
