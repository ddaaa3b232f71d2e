import assert from "node:assert/strict";
import { test } from "node:test";
import { gapBucket, hourOfDay, positionBucket } from "../../../../src/recommend/next/buckets";
import type { NextEvent } from "../../../../src/recommend/next/event";
import { Families, familiesOf, familyName } from "../../../../src/recommend/next/families";
import { column, type FeatureName } from "../../../../src/recommend/next/features";
import { FeatureMatrix } from "../../../../src/recommend/next/featureMatrix";
import { Habits } from "../../../../src/recommend/next/habits";
import { Steps } from "../../../../src/recommend/next/steps";
import { Uses } from "../../../../src/recommend/next/uses";
import { hour, minute } from "../../../support/history";
import { naiveSteps, randomEvents, type NaiveStep } from "../../../support/nextEvents";
import { seededRandom } from "../../../support/random";

const skills = 5;

function closeTo(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${what}: ${actual} is not ${expected}`);
}

/** Asks before the last of the events, with all others counted. */
function filled(events: readonly NextEvent[]): FeatureMatrix {
  const steps = new Steps();
  const uses = new Uses();
  const habits = new Habits();
  const matrix = new FeatureMatrix(skills);
  events.forEach((event, at) => {
    const place = steps.place(event);
    if (at === events.length - 1) {
      matrix.reset(uses.size);
      habits.fillUsual(matrix, uses);
      habits.fill(matrix, place, event, uses);
      return;
    }
    habits.count(event.skill, place, event, uses);
    steps.append(event, place);
    uses.add(event.skill, event.nowMs);
  });
  return matrix;
}

/** Σ weight · 2^(−age ÷ half-life) of the runs of one skill, or of all. */
function weigh(
  steps: readonly NaiveStep[],
  halfLife: number,
  weight: (step: NaiveStep, at: number) => number,
  skill = -1,
): number {
  return steps.reduce((sum, step, at) => {
    const counts = skill < 0 || step.event.skill === skill;
    return sum + (counts ? weight(step, at) * 2 ** ((at - steps.length) / halfLife) : 0);
  }, 0);
}

test("habits are lifts over the usual share, in each situation as a recount finds them", () => {
  for (let number = 1; number <= 60; number++) {
    const random = seededRandom(number);
    const events = randomEvents(random, random.int(2, 150), skills);
    const all = naiveSteps(events);
    const [steps, now] = [all.slice(0, -1), all.at(-1)];
    assert.ok(now);
    const matrix = filled(events);
    const last = (at: number): number => (at === 0 ? -1 : (all[at - 1]?.event.skill ?? -1));
    const hoursApart = (one: number, other: number): number =>
      Math.min(Math.abs(one - other), 24 - Math.abs(one - other));
    const same = (is: boolean): number => (is ? 1 : 0);
    const situations: readonly (readonly [
      FeatureName,
      number,
      number,
      (step: NaiveStep, at: number) => number,
    ])[] = [
      ["lately", 40, 1.5, () => 1],
      [
        "phase",
        800,
        5,
        ({ event }) => same(now.event.phase >= 0 && event.phase === now.event.phase),
      ],
      [
        "position",
        800,
        8,
        ({ position }) => same(positionBucket(position) === positionBucket(now.position)),
      ],
      ["pause", 800, 8, ({ gapMs }) => same(gapBucket(gapMs) === gapBucket(now.gapMs))],
      [
        "acrossBreak",
        800,
        3,
        ({ position }, at) =>
          same(
            now.position === 0 &&
              position === 0 &&
              last(at) >= 0 &&
              last(at) === last(all.length - 1),
          ),
      ],
      [
        "folder",
        800,
        5,
        ({ event }) => same(now.event.folder !== undefined && event.folder === now.event.folder),
      ],
      [
        "language",
        800,
        5,
        ({ event }) =>
          same(now.event.language !== undefined && event.language === now.event.language),
      ],
      [
        "hour",
        800,
        10,
        ({ event }) =>
          Math.max(0, 1 - hoursApart(hourOfDay(event.nowMs), hourOfDay(now.event.nowMs)) / 3),
      ],
    ];
    const seen = Math.max(...steps.map(({ event }) => event.skill)) + 1;
    for (let skill = 0; skill < seen; skill++) {
      const one = (): number => 1;
      const ever =
        (steps.filter(({ event }) => event.skill === skill).length + 1) / (steps.length + seen);
      const late = (weigh(steps, 600, one, skill) + 1) / (weigh(steps, 600, one) + seen);
      const usual = (ever + late) / 2;
      closeTo(matrix.usual[skill] ?? 0, usual, "usual");
      for (const [name, halfLife, prior, weight] of situations) {
        const total = weigh(steps, halfLife, weight);
        const count = weigh(steps, halfLife, weight, skill);
        const expected =
          total === 0 ? 0 : Math.log((count + prior * usual) / (total + prior) / usual);
        closeTo(matrix.get(skill, column[name]), expected, `${name} of ${number}`);
      }
    }
  }
});

test("the usual shares of all skills add up to one", () => {
  const matrix = filled(randomEvents(seededRandom(9), 80, skills));
  closeTo(
    matrix.usual.reduce((sum, share) => sum + share, 0),
    1,
    "sum",
  );
});

test("families follow families, by the first word of names", () => {
  const names = ["git add", "git commit", "npm test", "make", "Debug.StepOver", "Debug.Run"];
  assert.deepEqual([...familiesOf(names)], [0, 0, 1, 2, 3, 3]);
  assert.equal(familyName("./run.sh"), "./run.sh");
  const families = new Families(familiesOf(names));
  const pairs = [
    [0, -1],
    [2, 0],
    [1, 2],
    [2, 1],
    [3, 2],
    [0, 3],
  ] as const;
  for (const [skill, last] of pairs) families.count(skill, last);
  const matrix = new FeatureMatrix(names.length);
  matrix.reset(names.length);
  families.fill(matrix, 1);
  const age = (runs: number): number => 2 ** (-runs / 800);
  const all = [6, 5, 4, 3, 2, 1].map(age).reduce((sum, one) => sum + one);
  const ofNpm = (age(5) + age(3)) / all;
  // Both times npm came after git.
  const expected = Math.log(((age(5) + age(3)) / ofNpm + 5) / (age(5) + age(3) + 5));
  closeTo(matrix.get(2, column.family), expected, "npm");
  const none = Math.log(5 / (age(5) + age(3) + 5));
  closeTo(matrix.get(0, column.family), none, "git");
  closeTo(matrix.get(4, column.family), 0, "never used");
});

test("buckets begin and end where they say", () => {
  assert.deepEqual(
    [0, 1_999, 2_000, 30 * minute - 1, 30 * minute, Infinity].map(gapBucket),
    [0, 0, 1, 6, 7, 7],
  );
  assert.equal(gapBucket(Number.NaN), -1);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 7, 8, 15, 16, 900].map(positionBucket),
    [0, 1, 2, 2, 3, 3, 4, 4, 5, 5],
  );
  assert.deepEqual([0, 23.5 * hour, -hour, Number.NaN].map(hourOfDay), [0, 23, 23, -1]);
});
