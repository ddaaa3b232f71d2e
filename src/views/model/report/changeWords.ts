import type { AnomalyEpisode } from "../../../analysis/anomalyEpisodes";
import type { SkillChange, SkillChanges } from "../../../analysis/skillTrends";
import { assertNever } from "../../../base/assert";
import type { Words } from "./words";

/** What is changing most surely; where nothing can be said, what is missing. */
export function changesFinding(
  { tested, changes }: SkillChanges,
  anomalies: readonly AnomalyEpisode[],
  label: (episode: AnomalyEpisode) => string,
  words: Words,
): string {
  const first = changes[0];
  if (first !== undefined) return changeSentence(first, words);
  const open = anomalies.find(({ resolvedAtMs }) => resolvedAtMs === undefined);
  if (open !== undefined) return anomalySentence(open, label(open), words);
  return tested === 0
    ? words.t("Too few days to see a change yet: a skill needs five with finished runs")
    : words.t("Nothing is clearly changing");
}

/** Where a skill is going, with the fitted values at both ends. */
export function changeSentence(change: SkillChange, words: Words): string {
  const { t } = words;
  const values = {
    skill: change.label,
    from: changeValue(change, change.startValue, words),
    to: changeValue(change, change.endValue, words),
  };
  const isBetter = change.direction === "improving";
  switch (change.metric) {
    case "completion-rate":
      return isBetter
        ? t("{skill} completes more often: {from} → {to}", values)
        : t("{skill} completes less often: {from} → {to}", values);
    case "duration":
      return isBetter
        ? t("{skill} gets faster: {from} → {to}", values)
        : t("{skill} gets slower: {from} → {to}", values);
    default:
      return assertNever(change.metric);
  }
}

/** What moves: a rate or a duration. */
export function metricName(metric: SkillChange["metric"], { t }: Words): string {
  return metric === "duration" ? t("Median duration") : t("Completion rate");
}

/** A value of a change in its own unit. */
export function changeValue(
  { metric }: Pick<SkillChange, "metric">,
  value: number,
  words: Words,
): string {
  return metric === "duration" ? words.duration(value) : words.percent(value);
}

/** What was unlike other days. */
export function anomalySentence(anomaly: AnomalyEpisode, skill: string, words: Words): string {
  const { t, count, percent, duration } = words;
  const { type, observed, baseline } = anomaly;
  switch (type) {
    case "spike":
    case "drop": {
      const values = { skill, observed: words.runs(observed), usual: count(baseline) };
      return type === "spike"
        ? t("{skill} ran more than usual: {observed} in a day, {usual} expected", values)
        : t("{skill} ran less than usual: {observed} in a day, {usual} expected", values);
    }
    case "pattern-shift": {
      const values = { skill, observed: percent(observed), usual: percent(baseline) };
      return observed < baseline
        ? t("{skill} completed less than usual: {observed}, {usual} before", values)
        : t("{skill} completed more than usual: {observed}, {usual} before", values);
    }
    case "slower":
    case "faster": {
      const values = { skill, observed: duration(observed), usual: duration(baseline) };
      return type === "slower"
        ? t("{skill} was slower than usual: {observed}, {usual} before", values)
        : t("{skill} was faster than usual: {observed}, {usual} before", values);
    }
    default:
      return assertNever(type);
  }
}

/** What was expected or seen of an anomaly, in its own unit. */
export function anomalyValue({ type }: AnomalyEpisode, value: number, words: Words): string {
  switch (type) {
    case "spike":
    case "drop":
      return words.runs(value);
    case "pattern-shift":
      return words.percent(value);
    case "slower":
    case "faster":
      return words.duration(value);
    default:
      return assertNever(type);
  }
}

/** Since when an anomaly is seen, or from when to when it was. */
export function episodeDays({ openedAtMs, resolvedAtMs }: AnomalyEpisode, words: Words): string {
  const from = words.day(openedAtMs);
  return resolvedAtMs === undefined
    ? words.t("since {day}", { day: from })
    : words.t("{from} to {to}", { from, to: words.day(resolvedAtMs) });
}
