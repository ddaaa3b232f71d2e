import type { CheckDays } from "../../../analysis/checkDays";
import type { CoverageSeries } from "../../../analysis/coverageHistory";
import type { Quality } from "../../../analysis/quality";
import { assertNever } from "../../../base/assert";
import type { CoverageUnit } from "../../../tracker/coverage";
import type { QualityDay } from "./qualityChart";
import type { QualityPart } from "./qualityPart";
import { isSure } from "./sample";
import type { Words } from "./words";

/** A smaller difference, in percentage points, is none to the eye. */
const visiblePoints = 0.05;
/** So many checks are named. */
const mostNames = 5;

/** What is found, or why nothing is; undefined = it is still being counted. */
export function qualityFinding(part: QualityPart | undefined, words: Words): string {
  const { t } = words;
  if (part === undefined) return t("Counting checks and measurements…");
  if (part.type === "failed")
    return t("Quality could not be read: “{reason}”", { reason: part.reason });
  const { checks, coverage } = part.quality;
  const [shown] = coverage;
  const said = [
    ...(shown === undefined ? [] : [coverageSentence(shown, words)]),
    ...(isSure(checks.all)
      ? [t("Checks pass {rate} of the time", { rate: words.percent(checks.all.rate) })]
      : []),
  ];
  if (said.length > 0) return said.join(" · ");
  const { finished } = checks.all;
  return finished === 0
    ? t("No check finished in this range, and no coverage was measured")
    : t("{runs} of checks: too few to name a rate", { runs: words.runs(finished) });
}

function coverageSentence({ newest, first, sinceFirst = 0 }: CoverageSeries, words: Words): string {
  const { t, day } = words;
  const share = words.percentTenths(newest.share);
  if (first === undefined) {
    return t("Coverage {share} on {day}", { share, day: day(newest.measuredAtMs) });
  }
  const values = { share, day: day(first.measuredAtMs), points: pointsOf(sinceFirst, words) };
  switch (directionOf(sinceFirst)) {
    case "up":
      return t("Coverage {share}, {points} up since {day}", values);
    case "down":
      return t("Coverage {share}, {points} down since {day}", values);
    case "same":
      return t("Coverage {share}, unchanged since {day}", values);
  }
}

/** How to read it. */
export function qualityNote({ t }: Words): string {
  return t(
    "Checks are tests, linters, formatters, type checks and builds, without background runs · coverage is what a report in the workspace said when it was written, whatever else the filter asks for",
  );
}

/** What to do where no coverage is shown; undefined where there is some. */
export function coverageHint(quality: Quality, words: Words): string | undefined {
  const { t } = words;
  if (quality.coverage.length > 0) return undefined;
  if (quality.measurements > 0) return t("No coverage was measured in this range.");
  return t(
    "No coverage report was found. Session Buddy reads {files} and other usual ones after a run; the setting {setting} names more.",
    {
      files: words.list(["coverage/lcov.info", "coverage.xml", "coverage.json", "coverage.out"]),
      setting: "sessionBuddy.quality.coverageFiles",
    },
  );
}

/** The measurements behind the sentence, each to be checked by hand. */
export function qualityFacts(quality: Quality, words: Words): readonly string[] {
  const { checks, coverage } = quality;
  const [shown] = coverage;
  return [
    ...(shown === undefined ? [] : coverageFacts(shown, quality.checksSince, words)),
    ...(checks.all.finished === 0 ? [] : checkFacts(checks, words)),
  ];
}

function coverageFacts(
  series: CoverageSeries,
  checksSince: number,
  words: Words,
): readonly string[] {
  const { t, count, dayAndTime } = words;
  const { newest, before, sinceBefore = 0, unit, path } = series;
  return [
    t("{share} of {unit}: {covered} of {total}, as {path} said on {time}", {
      ...{ share: words.percentTenths(newest.share), unit: unitName(unit, words), path },
      ...{ covered: count(newest.covered), total: count(newest.total) },
      time: dayAndTime(newest.measuredAtMs),
    }),
    ...(newest.branches === undefined
      ? []
      : [
          t("{share} of branches: {covered} of {total}", {
            share: words.percentTenths(newest.branches.covered / newest.branches.total),
            covered: count(newest.branches.covered),
            total: count(newest.branches.total),
          }),
        ]),
    ...(before === undefined ? [] : [changeSentence(sinceBefore, before.measuredAtMs, words)]),
    slopeSentence(series, words),
    ...(checksSince === 0
      ? []
      : [t("{runs} of checks since it was written", { runs: words.runs(checksSince) })]),
  ];
}

function changeSentence(points: number, sinceMs: number, words: Words): string {
  const values = { points: pointsOf(points, words), time: words.dayAndTime(sinceMs) };
  switch (directionOf(points)) {
    case "up":
      return words.t("{points} up since the report before, of {time}", values);
    case "down":
      return words.t("{points} down since the report before, of {time}", values);
    case "same":
      return words.t("Unchanged since the report before, of {time}", values);
  }
}

function slopeSentence({ slopePerWeek, days, daysNeeded }: CoverageSeries, words: Words): string {
  const { t } = words;
  const values = { days: words.days(days.length), needed: words.days(daysNeeded) };
  if (slopePerWeek === undefined)
    return t("How fast it changes takes reports of {needed}; there are those of {days}", values);
  const pace = { ...values, points: pointsOf(slopePerWeek, words) };
  switch (directionOf(slopePerWeek)) {
    case "up":
      return t("{points} up a week, by the reports of {days}", pace);
    case "down":
      return t("{points} down a week, by the reports of {days}", pace);
    case "same":
      return t("Steady, by the reports of {days}", pace);
  }
}

function checkFacts({ all, skills, trend }: CheckDays, words: Words): readonly string[] {
  const { t, percent } = words;
  const { rate, interval = [0, 1], finished } = all;
  const named = skills.filter((skill) => skill.finished > 0);
  const names = named.slice(0, mostNames).map(({ label }) => label);
  const more = named.length - names.length;
  return [
    t("{rate} of {runs} of checks passed, 95% interval {low} – {high}", {
      ...{ rate: percent(rate), runs: words.runs(finished) },
      ...{ low: percent(interval[0]), high: percent(interval[1]) },
    }),
    trendSentence(trend, words),
    t("Counted: {skills}", {
      skills: words.list(
        more === 0 ? names : [...names, t("{count} more", { count: words.count(more) })],
      ),
    }),
  ];
}

function trendSentence(trend: CheckDays["trend"], words: Words): string {
  const { t } = words;
  const { slopePerWeek = 0, pValue = 1 } = trend;
  const values = {
    ...{ points: pointsOf(100 * slopePerWeek, words), p: words.chance(pValue) },
    ...{ days: words.days(trend.days), needed: words.days(trend.daysNeeded) },
  };
  switch (trend.direction) {
    case "improving":
      return t("Checks pass more often: {points} up a week (p-value {p}, {days})", values);
    case "declining":
      return t("Checks pass less often: {points} down a week (p-value {p}, {days})", values);
    case "stable":
      return t("No direction can be shown of checks (p-value {p}, {days})", values);
    case "unknown":
      return t("A direction of checks takes {needed} before today; there are {days}", values);
    default:
      return assertNever(trend.direction);
  }
}

/** A day of the chart in words. */
export function dayReadout({ startMs, checks, coverage }: QualityDay, words: Words): string {
  const { t, percent } = words;
  const measured =
    coverage === undefined
      ? t("no report")
      : t("coverage {share}", { share: words.percentTenths(coverage.share) });
  const passed =
    checks.finished === 0
      ? t("no checks")
      : t("{rate} of {runs} of checks passed", {
          rate: percent(checks.rate),
          runs: words.runs(checks.finished),
        });
  return `${words.bucket("day", { startMs })} · ${measured}, ${passed}`;
}

/** What a report counts. */
export function unitName(unit: CoverageUnit, { t }: Words): string {
  return unit === "lines" ? t("lines") : t("statements");
}

/** Newer minus older: what rises is up. */
function directionOf(points: number): "up" | "down" | "same" {
  if (Math.abs(points) < visiblePoints) return "same";
  return points > 0 ? "up" : "down";
}

function pointsOf(points: number, words: Words): string {
  return words.points(Math.abs(points));
}
