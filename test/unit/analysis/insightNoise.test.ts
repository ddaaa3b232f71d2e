import assert from "node:assert/strict";
import { test } from "node:test";
import { minute, type Run } from "../../support/history";
import { ago, find, noon, typesOf } from "../../support/insightRuns";
import { seededRandom, type Random } from "../../support/random";

/** Four weeks of so many skills, the first of which loses so much more than the others. */
function fourWeeks(random: Random, failing: number): Run[] {
  return Array.from({ length: 15 }, (_, skill) =>
    ago(28, 1).flatMap((at) =>
      Array.from({ length: random.int(1, 5) }, (__, run): Run => ({
        skill: `task:${skill}`,
        at: noon(at) + run,
        outcome: random.chance(skill === 0 ? failing : 0.1) ? "failed" : "completed",
        ms: Math.round(30_000 * 2 ** (2 * random.next() - 1)),
        session: `s${at} ${random.int(0, 3)}`,
      })),
    ),
  ).flat();
}

test("of steady work hardly anything is said, and what fails three times as often is said first", () => {
  const random = seededRandom(91);
  const rounds = 20;
  const calm = Array.from({ length: rounds }, () => find(fourWeeks(random, 0.1)).insights.length);
  const said = calm.reduce((sum, count) => sum + count, 0);
  assert.ok(said < 0.6 * rounds, `${said} in ${rounds}`);
  const first = Array.from({ length: rounds }, () => {
    const [insight] = find(fourWeeks(random, 0.35)).insights;
    return insight?.detail.type === "below-usual" ? insight.detail.key : undefined;
  }).filter((key) => key === "task:0").length;
  assert.ok(first >= 0.9 * rounds, `${first}`);
});

test("a phase below the threshold is hardly ever called a bottleneck, one well above it is", () => {
  const random = seededRandom(92);
  const rounds = 60;
  const called = (rate: number, perDay: number): number =>
    Array.from({ length: rounds }, () => {
      const runs = ago(20, 1).flatMap((at) =>
        Array.from({ length: random.int(0, 2 * perDay) }, (_, run): Run => ({
          skill: "task:a",
          at: noon(at) + run,
          phase: "verification",
          outcome: random.chance(rate) ? "abandoned" : "completed",
          ms: 4 * minute,
        })),
      );
      return typesOf(find(runs).insights);
    }).filter((types) => types.includes("bottleneck")).length / rounds;
  assert.ok(called(0.19, 2) < 0.12 && called(0.1, 1) < 0.05);
  assert.ok(called(0.45, 2) > 0.85);
});
