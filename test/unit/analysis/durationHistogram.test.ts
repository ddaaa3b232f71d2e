import assert from "node:assert/strict";
import { test } from "node:test";
import { durationHistogram } from "../../../src/analysis/durationHistogram";
import { historyOf, someTime, type Run } from "../../support/history";
import { naiveQuantile, naiveTypical } from "../../support/naive";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

const taking = (...durations: number[]): Run[] =>
  durations.map((ms, at) => ({ skill: "task:a", at: someTime + at, ms }));

const binsOf = (runs: readonly Run[]): (readonly [number, number, number])[] =>
  durationHistogram(historyOf(runs)).bins.map(({ fromMs, toMs, count }) => [fromMs, toMs, count]);

test("bins hold their beginning, not their end", () => {
  assert.deepEqual(binsOf(taking(1000, 1999, 2000, 4999.9, 5000)), [
    [1000, 2000, 2],
    [2000, 5000, 2],
    [5000, 10_000, 1],
  ]);
});

test("there is no gap between the shortest and the longest run", () => {
  assert.deepEqual(binsOf(taking(30, 600)), [
    [20, 50, 1],
    [50, 100, 0],
    [100, 200, 0],
    [200, 500, 0],
    [500, 1000, 1],
  ]);
});

test("bins begin where people would put marks: at round seconds, minutes, hours and days", () => {
  const bins = binsOf(taking(8_000, 3 * 86_400_000));
  assert.deepEqual(
    bins.map(([fromMs]) => fromMs / 1000),
    [5, 10, 20, 60, 120, 300, 600, 1200, 3600, 7200, 18_000, 43_200, 86_400, 172_800],
  );
});

test("what took no time at all has a bin, and so has what took a lifetime", () => {
  assert.deepEqual(binsOf(taking(0, 0.5)), [[0, 1, 2]]);
  assert.deepEqual(binsOf(taking(1e15)), [[1000 * 86_400_000, Infinity, 1]]);
});

test("without completed foreground runs of known duration nothing is said", () => {
  const runs: Run[] = [
    ...taking(1000).map((run) => ({ ...run, background: true })),
    ...taking(1000).map((run) => ({ ...run, outcome: "failed" as const })),
    { skill: "task:a", at: someTime },
  ];
  assert.deepEqual(durationHistogram(historyOf(runs)), { bins: [], count: 0 });
  assert.deepEqual(durationHistogram(historyOf([])), { bins: [], count: 0 });
});

test("median and 90th percentile are those of the runs", () => {
  const { count, medianMs, p90Ms } = durationHistogram(historyOf(taking(100, 300, 200, 400, 4000)));
  assert.deepEqual([count, medianMs], [5, 300]);
  assert.ok(Math.abs((p90Ms ?? 0) - 2560) < 1e-9);
});

test("the histogram equals one counted bin by bin", () => {
  let seen = 0;
  forRandomHistories((_history, runs, random) => {
    const own = runs.map((run) => ({
      ...run,
      ...(run.ms === undefined ? {} : { ms: Math.floor(10 ** (7 * random.next()) - 1) }),
    }));
    const { bins, count, medianMs, p90Ms } = durationHistogram(historyOf(own));
    const typical = naiveTypical(own);
    assert.equal(count, typical.length);
    assert.equal(medianMs, naiveQuantile(typical, 0.5));
    assert.equal(p90Ms, naiveQuantile(typical, 0.9));
    assert.equal(
      bins.reduce((sum, bin) => sum + bin.count, 0),
      count,
    );
    bins.forEach(({ fromMs, toMs, count: inside }, at) => {
      assert.equal(inside, typical.filter((ms) => ms >= fromMs && ms < toMs).length);
      assert.equal(bins[at + 1]?.fromMs ?? toMs, toMs);
    });
    assert.ok(bins.length === 0 || ((bins[0]?.count ?? 0) > 0 && (bins.at(-1)?.count ?? 0) > 0));
    seen += bins.length;
  });
  assert.ok(seen > inShare(3000), `${seen}`);
});

test("of durations that are spread evenly over factors every bin has its share", () => {
  const random = seededRandom(71);
  const runs = taking(...Array.from({ length: 20_000 }, () => 1000 * 60 ** random.next()));
  for (const [fromMs, toMs, count] of binsOf(runs)) {
    const expected = (20_000 * Math.log(toMs / fromMs)) / Math.log(60);
    assert.ok(Math.abs(count / expected - 1) < 0.06, `${fromMs}: ${count}, not ${expected}`);
  }
});
