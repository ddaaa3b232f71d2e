import assert from "node:assert/strict";
import { test } from "node:test";
import type { Quality } from "../../../../../src/analysis/quality";
import {
  layoutQualityChart,
  qualityDays,
  shareTicks,
} from "../../../../../src/views/model/report/qualityChart";
import { isQualityPart, type QualityPart } from "../../../../../src/views/model/report/qualityPart";
import {
  coverageHint,
  dayReadout,
  qualityFacts,
  qualityFinding,
} from "../../../../../src/views/model/report/qualityWords";
import { aMeasurement } from "../../../../support/coverage";
import { day, historyOf, minute, someTime, type Run } from "../../../../support/history";
import { aQuality } from "../../../../support/quality";
import { seededRandom } from "../../../../support/random";
import { english } from "./support";

/** So many runs of tests that completed, then so many that failed, some days before now. */
const checks = (back: number, completed: number, failed: number): readonly Run[] =>
  Array.from({ length: completed + failed }, (_, n) => ({
    ...{ skill: "terminal:npm test", at: someTime - back * day - n * 1000 },
    outcome: n < completed ? "completed" : "failed",
  }));
const report = (back: number, covered: number) =>
  aMeasurement({ atMs: someTime - back * day - minute, covered: covered * 10, total: 1000 });

function made(runs: readonly Run[], reports: Parameters<typeof aQuality>[1] = []): Quality {
  const skills = { "terminal:npm test": { category: "Testing" } };
  return aQuality(historyOf(runs, { skills }), reports);
}
const finding = (quality: Quality): string => qualityFinding({ type: "read", quality }, english);
const facts = (quality: Quality): string => qualityFacts(quality, english).join("\n");

test("the title says the newest coverage, which way it went since when, and how often checks pass", () => {
  const both = made(checks(0, 23, 2), [report(9, 79.3), report(1, 81.4)]);
  assert.equal(
    finding(both),
    "Coverage 81.4%, 2.1 points up since Feb 23 · Checks pass 92% of the time",
  );
  const down = made([], [report(9, 81.4), report(1, 80.4)]);
  assert.equal(finding(down), "Coverage 80.4%, 1 point down since Feb 23");
  const same = made([], [report(9, 80), report(1, 80.01)]);
  assert.equal(finding(same), "Coverage 80.0%, unchanged since Feb 23");
  assert.equal(finding(made([], [report(1, 80)])), "Coverage 80.0% on Mar 3");
  assert.equal(finding(made(checks(0, 10, 0))), "Checks pass 100% of the time");
});

test("few checks have no rate in the title, and none are not called 0%", () => {
  assert.equal(finding(made(checks(0, 8, 1))), "9 runs of checks: too few to name a rate");
  const none = made([]);
  assert.equal(finding(none), "No check finished in this range, and no coverage was measured");
  assert.doesNotMatch(`${finding(none)}${facts(none)}`, /0%/);
  assert.equal(finding(made(checks(0, 2, 0), [report(1, 50)])), "Coverage 50.0% on Mar 3");
});

test("what is not there yet, or failed, is said", () => {
  assert.equal(qualityFinding(undefined, english), "Counting checks and measurements…");
  const failed = { type: "failed", reason: "no" } as const;
  assert.equal(qualityFinding(failed, english), "Quality could not be read: “no”");
});

test("every number stands with what it is made of", () => {
  const told = facts(made(checks(0, 23, 2), [report(9, 82), report(2, 81.4)]));
  assert.match(told, /^81\.4% of lines: 814 of 1,000, as coverage\/lcov\.info said on Mar 2, /m);
  assert.match(told, /^0\.6 points down since the report before, of Feb 23, /m);
  assert.match(told, /^How fast it changes takes reports of 3 days; there are those of 2 days$/m);
  assert.match(told, /^25 runs of checks since it was written$/m);
  assert.match(told, /^92% of 25 runs of checks passed, 95% interval 75% – 98%$/m);
  assert.match(told, /^A direction of checks takes 5 days before today; there are 0 days$/m);
  assert.match(told, /^Counted: npm test$/m);
});

test("slopes and directions are said the way they go", () => {
  const weeks = made([], [report(14, 80), report(7, 82), report(0, 84)]);
  assert.match(facts(weeks), /^2 points up a week, by the reports of 3 days$/m);
  const falling = made([], [report(14, 84), report(7, 82), report(0, 80)]);
  assert.match(facts(falling), /^2 points down a week, by the reports of 3 days$/m);
  const steady = made([], [report(14, 80), report(7, 80), report(0, 80)]);
  assert.match(facts(steady), /^Steady, by the reports of 3 days$/m);
  const rising = [5, 4, 3, 2, 1].flatMap((back) => checks(back, 24 - 4 * back, 4 * back));
  assert.match(
    facts(made(rising)),
    /^Checks pass more often: .* points up a week \(p-value .*, 5 days\)$/m,
  );
  const worse = [5, 4, 3, 2, 1].flatMap((back) => checks(back, 4 * back, 24 - 4 * back));
  assert.match(facts(made(worse)), /^Checks pass less often: .* points down a week/m);
  const level = [5, 4, 3, 2, 1].flatMap((back) => checks(back, 9, 1));
  assert.match(
    facts(made(level)),
    /^No direction can be shown of checks \(p-value 1\.000, 5 days\)$/m,
  );
});

test("branches are told where a report has them", () => {
  const branches = { covered: 3, total: 4 };
  const quality = made([], [{ ...report(1, 80), branches }]);
  assert.match(facts(quality), /^75\.0% of branches: 3 of 4$/m);
});

test("where there is no report it is said which ones are read, else only that the range has none", () => {
  const hint = coverageHint(made([]), english) ?? "";
  assert.match(hint, /^No coverage report was found\. Session Buddy reads coverage\/lcov\.info, /);
  assert.match(hint, /sessionBuddy\.quality\.coverageFiles/);
  const filter = { toMs: someTime - 20 * day };
  const outside = aQuality(historyOf([]), [report(1, 80)], filter);
  assert.equal(coverageHint(outside, english), "No coverage was measured in this range.");
  assert.equal(coverageHint(made([], [report(1, 80)]), english), undefined);
});

test("a day says its coverage and its checks, and what it has not", () => {
  const days = qualityDays(made(checks(1, 3, 1), [report(1, 80), report(3, 70)]));
  const said = days.map((one) => dayReadout(one, english).replace(/^.* · /, ""));
  assert.deepEqual(said, [
    "coverage 70.0%, no checks",
    "no report, no checks",
    "coverage 80.0%, 75% of 4 runs of checks passed",
    "no report, no checks",
  ]);
});

test("a day without a value has no point; a rate of 0 has one, at the foot", () => {
  const days = qualityDays(made([...checks(2, 0, 3), ...checks(0, 3, 0)], [report(2, 80)]));
  const { checks: line, coverage, columns } = layoutQualityChart(days);
  assert.equal(columns.length, 3);
  assert.deepEqual(
    line.points.map(({ day: index, y }) => [index, y]),
    [
      [0, 100],
      [2, 0],
    ],
  );
  assert.equal(line.path, "M16.67 100L83.33 0");
  assert.equal(coverage.points.length, 1);
});

test("higher coverage is higher up, inside the axis", () => {
  const random = seededRandom(9);
  for (let round = 0; round < 300; round++) {
    const reports = Array.from({ length: random.int(1, 6) }, (_, at) =>
      report(at, random.int(0, 1000) / 10),
    );
    const days = qualityDays(made([], reports));
    const { points, ticks } = layoutQualityChart(days).coverage;
    assert.ok(ticks.length >= 2 && ticks.length <= 4);
    for (const one of points) {
      assert.ok(one.y >= 0 && one.y <= 100, `${one.y}`);
      for (const other of points) {
        const share = (at: number): number => days[at]?.coverage?.share ?? NaN;
        if (share(one.day) > share(other.day)) assert.ok(one.y <= other.y);
      }
    }
  }
});

test("the marks of the axis are round shares around all values", () => {
  assert.deepEqual(shareTicks([0.801, 0.846]), [0.8, 0.82, 0.84, 0.86]);
  assert.deepEqual(shareTicks([0.29]), [0.28, 0.29]);
  assert.deepEqual(shareTicks([1]), [0.99, 1]);
  assert.deepEqual(shareTicks([0]), [0, 0.01]);
  assert.deepEqual(shareTicks([0, 1]), [0, 0.5, 1]);
  assert.deepEqual(shareTicks([]), [0, 0.5, 1]);
});

test("a part that lost anything the page draws is none", () => {
  const part: QualityPart = { type: "read", quality: made(checks(0, 1, 0), [report(1, 80)]) };
  assert.ok(isQualityPart(part));
  assert.ok(isQualityPart({ type: "failed", reason: "no" }));
  for (const field of Object.keys(part.quality))
    assert.ok(!isQualityPart({ ...part, quality: { ...part.quality, [field]: undefined } }), field);
  for (const wrong of [undefined, null, {}, { type: "failed" }, { type: "read" }, { type: "x" }])
    assert.ok(!isQualityPart(wrong));
});
