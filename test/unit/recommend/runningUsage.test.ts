import assert from "node:assert/strict";
import { test } from "node:test";
import { RunningUsage } from "../../../src/recommend/runningUsage";
import { usageOf, type Usage } from "../../../src/recommend/usage";
import { hour, historyOf, someTime } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";
import { seedsUpTo } from "../../support/seeds";
import { growingHistories } from "../store/growing";
import { randomOf } from "../store/randomOf";

/** Equal, but for rounding of sums of weights. */
function assertSame(found: Usage, expected: Usage, which: string): void {
  const { decayedUses, ...counts } = found;
  const { decayedUses: expectedUses, ...expectedCounts } = expected;
  assert.deepEqual(counts, expectedCounts, which);
  assert.equal(decayedUses.length, expectedUses.length);
  decayedUses.forEach((uses, skill) => {
    const wanted = expectedUses[skill] ?? NaN;
    assert.ok(Math.abs(uses - wanted) <= 1e-11 * wanted, `${which}: ${uses}, not ${wanted}`);
  });
}

test("the running usage of a growing history is that of one that is counted anew", async () => {
  for (const seed of seedsUpTo(60)) {
    const random = randomOf(seed);
    const usage = new RunningUsage();
    for await (const history of growingHistories(seed)) {
      const phase = Math.floor(random() * (history.phases.length + 1)) - 1;
      const lastRow = Math.floor(random() * (history.length + 1)) - 1;
      const nowMs = 1_000 + random() * 100;
      const asked = [history, nowMs, phase, lastRow] as const;
      assertSame(usage.of(...asked), usageOf(...asked), `history ${seed}`);
    }
  }
});

test("uses lose their weight as time passes, though nothing is counted again", () => {
  forRandomHistories((history, runs, random) => {
    const usage = new RunningUsage();
    const first = runs.at(-1)?.at ?? someTime;
    for (const nowMs of [first, first + hour, first + 9000 * hour]) {
      const asked = [history, nowMs, -1, random.int(-1, history.length - 1)] as const;
      assertSame(usage.of(...asked), usageOf(...asked), `${nowMs}`);
    }
  });
});

test("runs from the future count as new", () => {
  const history = historyOf([{ skill: "task:a", at: someTime + hour }]);
  const usage = new RunningUsage();
  assert.equal(usage.of(history, someTime, -1, -1).decayedUses[0], 1);
  assertSame(
    usage.of(history, someTime + 2 * hour, -1, -1),
    usageOf(history, someTime + 2 * hour, -1, -1),
    "later",
  );
});
