import type { Rate } from "../../../analysis/model";
import type { SessionPatterns } from "../../../analysis/sessionPatterns";
import { assertNever } from "../../../base/assert";
import { isSure, minimumSample } from "./sample";
import type { Words } from "./words";

type Part = SessionPatterns["parts"][number]["part"];

export function partName(part: Part, { t }: Words): string {
  switch (part) {
    case "morning":
      return t("Morning");
    case "afternoon":
      return t("Afternoon");
    case "evening":
      return t("Evening");
    case "night":
      return t("Night");
    default:
      return assertNever(part);
  }
}

/** The hours a part of the day spans, as on a clock. */
export function partHours(part: Part): string {
  return { morning: "5–11", afternoon: "12–16", evening: "17–20", night: "21–4" }[part];
}

/** Names two parts of the day as different only where their 95 % intervals do not meet. */
export function rhythmFinding({ parts, sessions, medianSpanMs }: SessionPatterns, words: Words) {
  const { t, percent } = words;
  const byRate = parts.filter((one) => isSure(one)).sort((a, b) => b.rate - a.rate);
  const best = byRate[0];
  const worst = byRate.at(-1);
  if (best !== undefined && worst !== undefined && best.interval[0] > worst.interval[1])
    return t("{best}: {bestRate} complete; {worst}: {worstRate}", {
      best: partName(best.part, words),
      bestRate: percent(best.rate),
      worst: partName(worst.part, words).toLocaleLowerCase(),
      worstRate: percent(worst.rate),
    });
  if (medianSpanMs === undefined || sessions < minimumSample) return words.sessions(sessions);
  return t("Half of {sessions} last {duration} or longer", {
    sessions: words.sessions(sessions),
    duration: words.duration(medianSpanMs),
  });
}

/** How long sessions are, how many days in a row, and whether there are more of them lately. */
export function rhythmFacts(
  { lengths, streaks, sessionsPerActiveDay, sessionsPerWeek }: SessionPatterns,
  words: Words,
): readonly string[] {
  const { t, count } = words;
  const days = (n: number): string => words.days(n);
  return [
    t("Under 30 min: {short} · up to 2 h: {medium} · longer: {long} · unknown: {unknown}", {
      short: count(lengths.short),
      medium: count(lengths.medium),
      long: count(lengths.long),
      unknown: count(lengths.unknown),
    }),
    t("{active} with runs; longest streak {longest}, current {current}", {
      active: days(streaks.activeDays),
      longest: days(streaks.longestDays),
      current: days(streaks.currentDays),
    }),
    ...(sessionsPerActiveDay === undefined
      ? []
      : [
          t("{sessions} sessions a day, on days with any", {
            sessions: words.tenths(sessionsPerActiveDay),
          }),
        ]),
    ...weekly(sessionsPerWeek, words),
  ];
}

function weekly(
  { trend, recent, before }: SessionPatterns["sessionsPerWeek"],
  words: Words,
): readonly string[] {
  const { t, tenths } = words;
  if (trend === "unknown" || recent === undefined || before === undefined) return [];
  const values = { recent: tenths(recent), before: tenths(before) };
  switch (trend) {
    case "increasing":
      return [t("More sessions lately: {recent} a week, {before} before", values)];
    case "decreasing":
      return [t("Fewer sessions lately: {recent} a week, {before} before", values)];
    case "stable":
      return [t("As many sessions as before: {recent} a week", values)];
    default:
      return assertNever(trend);
  }
}

/** How often runs complete, and of how many; nothing where none finished. */
export function rateText(rate: Rate, words: Words): string {
  if (rate.rate === undefined) return words.runs(rate.total);
  return words.t("{rate} of {runs}", {
    rate: words.percent(rate.rate),
    runs: words.runs(rate.finished),
  });
}
