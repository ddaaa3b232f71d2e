import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { coverageHistory, type CoverageSeries } from "../../../src/analysis/coverageHistory";
import { dayOf, localDays, mostLocalDays } from "../../../src/analysis/localDays";
import { theilSen } from "../../../src/analysis/theilSen";
import type { MeasuredCoverage } from "../../../src/tracker/coverage";
import { aMeasurement, randomMeasurements } from "../../support/coverage";
import { day, hour, someTime } from "../../support/history";
import { seededRandom } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";

const calendar = localCalendar();
const midnight = calendar.startOf("day", someTime);
/** Noon of a day, counted from that of `someTime`. */
const noon = (days: number): number => {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12).getTime();
};
const range = localDays(noon(0) - 12 * hour, noon(20), calendar);
const at = (days: number, covered: number, changes: Partial<MeasuredCoverage> = {}) =>
  aMeasurement({ atMs: noon(days), covered, ...changes });

const only = (measured: readonly MeasuredCoverage[], days = range): CoverageSeries => {
  const [series, ...others] = coverageHistory(measured, days);
  assert.ok(series);
  assert.equal(others.length, 0);
  return series;
};

test("differences are newer minus older, in percentage points", () => {
  const series = only([at(7, 84), at(0, 80), at(3, 86)]);
  assert.equal(series.measurements, 3);
  assert.equal(series.newest.share, 0.84);
  assert.equal(series.before?.measuredAtMs, noon(3));
  assert.equal(series.first?.measuredAtMs, noon(0));
  assert.ok(Math.abs((series.sinceBefore ?? 0) + 2) < 1e-9, "down by two since the one before");
  assert.ok(Math.abs((series.sinceFirst ?? 0) - 4) < 1e-9, "up by four since the first");
});

test("one measurement is compared with nothing, and with one before the range where there is one", () => {
  const alone = only([at(3, 80)]);
  assert.ok(!("sinceBefore" in alone) && !("sinceFirst" in alone) && !("first" in alone));
  const series = only([at(3, 80), at(-9, 70)]);
  assert.equal(series.measurements, 1);
  assert.equal(series.before?.measuredAtMs, noon(-9));
  assert.ok(Math.abs((series.sinceBefore ?? 0) - 10) < 1e-9);
  assert.ok(!("sinceFirst" in series));
});

test("the last measurement of a day stands for it; a share of 0 is a share", () => {
  const late = at(1, 0, { atMs: noon(1) + hour });
  const { days } = only([late, at(1, 90), at(4, 50)]);
  assert.deepEqual(
    days.map(({ startMs, share }) => [startMs, share]),
    [
      [calendar.startOf("day", noon(1)), 0],
      [calendar.startOf("day", noon(4)), 0.5],
    ],
  );
});

test("a slope takes three days, and is that of a week", () => {
  const two = only([at(0, 80), at(7, 84)]);
  assert.equal(two.slopePerWeek, undefined);
  assert.equal(two.daysNeeded, 3);
  const three = only([at(0, 80), at(7, 84), at(14, 88)]);
  assert.ok(Math.abs((three.slopePerWeek ?? 0) - 4) < 1e-9);
  // One day that is far off does not tilt it.
  const wild = only([at(0, 80), at(2, 5), at(7, 84), at(14, 88), at(17, 89), at(20, 90)]);
  assert.ok(Math.abs((wild.slopePerWeek ?? 0) - 4) < 2);
});

test("reports and units have series of their own", () => {
  const all = coverageHistory([at(0, 80), at(1, 81, { unit: "statements" })], range);
  assert.deepEqual(
    all.map(({ unit, measurements }) => [unit, measurements]),
    [
      ["statements", 1],
      ["lines", 1],
    ],
  );
  assert.ok(all.every(({ sinceBefore }) => sinceBefore === undefined));
});

test("the report measured most often comes first, unless another one is newer by a day", () => {
  const often = [at(0, 1), at(1, 2), at(2, 3)];
  const beside = at(2, 3, { path: "coverage/coverage-summary.json", atMs: noon(2) + 5 });
  const first = (measured: readonly MeasuredCoverage[]): string | undefined =>
    coverageHistory(measured, range)[0]?.path;
  assert.equal(first([...often, beside]), "coverage/lcov.info");
  assert.equal(first([...often, { ...beside, atMs: noon(3) }]), beside.path);
  assert.equal(first([beside, at(2, 3)]), beside.path, "of two as often, the later one");
});

test("what is outside of the range has no series", () => {
  assert.deepEqual(coverageHistory([at(-1, 80), at(21, 80)], range), []);
  assert.deepEqual(coverageHistory([], range), []);
});

test("a range has every day, of more than a year the newest", () => {
  const year = localDays(noon(-1000), noon(0), calendar);
  assert.equal(year.starts.length, mostLocalDays);
  assert.equal(year.starts.at(-1), midnight);
  assert.deepEqual(
    year.starts.map((startMs) => calendar.startOf("day", startMs)),
    year.starts,
  );
  assert.equal(dayOf(year, noon(0)), mostLocalDays - 1);
  assert.equal(dayOf(year, noon(0) + 1), -1);
  assert.equal(dayOf(year, noon(-1000)), -1);
  assert.deepEqual(localDays(5, 4, calendar).starts, []);
});

/** The same, the slow and obvious way. */
function naive(measured: readonly MeasuredCoverage[], fromMs: number, lastMs: number) {
  const dateOf = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  const keys = new Set(measured.map(({ path, unit }) => `${path} ${unit}`));
  return [...keys].flatMap((key) => {
    const known = measured
      .filter((one) => `${one.path} ${one.unit}` === key && one.atMs <= lastMs)
      .sort((one, other) => one.atMs - other.atMs);
    const own = known.filter(({ atMs }) => atMs >= fromMs);
    const newest = own.at(-1);
    if (newest === undefined) return [];
    const share = (one: MeasuredCoverage): number => one.covered / one.total;
    const dates = [...new Set(own.map(({ atMs }) => dateOf(atMs)))];
    const shares = dates.map((date) =>
      share(own.findLast((one) => dateOf(one.atMs) === date) ?? newest),
    );
    const line = theilSen(
      dates.map((date, index) => ({
        at: Math.round((date - (dates[0] ?? 0)) / day),
        value: shares[index] ?? NaN,
        weight: 1,
      })),
    );
    const [first] = own;
    const before = known.at(-2);
    return [
      {
        key,
        measurements: own.length,
        newest: share(newest),
        sinceBefore: before && 100 * (share(newest) - share(before)),
        sinceFirst: first === newest || !first ? undefined : 100 * (share(newest) - share(first)),
        days: dates.map((date, index) => [date, shares[index]]),
        slopePerWeek: dates.length < 3 || !line ? undefined : 700 * line.slope,
      },
    ];
  });
}

test("random measurements give what a naive walk gives", () => {
  const rounded = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : Number(value.toFixed(9)) + 0;
  for (const seed of seedsUpTo(1000)) {
    const random = seededRandom(seed);
    const measured = randomMeasurements(random);
    const fromMs = someTime + random.int(-1, 3) * day;
    const lastMs = fromMs + random.int(0, 4) * day + random.int(0, day);
    const found = coverageHistory(measured, localDays(fromMs, lastMs, calendar)).map((series) => ({
      key: `${series.path} ${series.unit}`,
      measurements: series.measurements,
      newest: series.newest.share,
      sinceBefore: rounded(series.sinceBefore),
      sinceFirst: rounded(series.sinceFirst),
      days: series.days.map(({ startMs, share }) => [startMs, share]),
      slopePerWeek: rounded(series.slopePerWeek),
    }));
    const expected = naive(measured, fromMs, lastMs).map((series) => ({
      ...series,
      sinceBefore: rounded(series.sinceBefore),
      sinceFirst: rounded(series.sinceFirst),
      slopePerWeek: rounded(series.slopePerWeek),
    }));
    const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
      one.key < other.key ? -1 : 1;
    assert.deepEqual(found.sort(byKey), expected.sort(byKey), `seed ${seed}`);
  }
});
