import type { Insight } from "../../analysis/insightModel";
import { skillKey, type SkillKey } from "../../tracker/model";
import {
  anomalySentence,
  anomalyValue,
  changeSentence,
  changeValue,
  episodeDays,
} from "./report/changeWords";
import { bottlenecksFinding } from "./report/findings";
import { rateText } from "./report/rhythmWords";
import { routineFacts, routineSentence } from "./report/routineWords";
import { pairSentence } from "./report/togetherWords";
import { assertNever } from "../../base/assert";
import type { Words } from "./report/words";

/** A figure with its name. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What an insight says, in one sentence. */
export function insightSentence(
  { detail }: Insight,
  label: (key: SkillKey) => string,
  words: Words,
): string {
  switch (detail.type) {
    case "bottleneck":
      return bottlenecksFinding([detail.bottleneck], words);
    case "anomaly":
      return anomalySentence(detail.anomaly, label(skillKey(detail.anomaly.skill)), words);
    case "change":
      return changeSentence(detail.change, words);
    case "pair":
      return pairSentence(detail.pair, words);
    case "below-usual":
      return words.t("{skill} completes {rate}; everything together {usual}", {
        skill: detail.label,
        rate: rateText(detail.rate, words),
        usual: words.percent(detail.usual),
      });
    case "routine":
      return routineSentence(detail.routine, label, words);
    default:
      return assertNever(detail);
  }
}

/** What it rests on, in a few words. */
export function insightBasis({ detail }: Insight, words: Words): string {
  const { t } = words;
  switch (detail.type) {
    case "bottleneck":
      return t("{time} lost", { time: words.duration(detail.bottleneck.lostMs) });
    case "anomaly":
      return episodeDays(detail.anomaly, words);
    case "change":
      return t("{runs} on {days}", {
        runs: words.runs(detail.change.runs),
        days: words.days(detail.change.days),
      });
    case "pair":
      return words.sessions(detail.pair.sessions);
    case "below-usual":
      return intervalText(detail.rate.interval, words);
    case "routine":
      return routineFacts(detail.routine, words);
    default:
      return assertNever(detail);
  }
}

/** Every figure behind an insight. */
export function insightFacts(insight: Insight, words: Words): readonly Fact[] {
  const { t, count, percent, duration, chance, tenths } = words;
  const { detail } = insight;
  const shared = [
    { name: t("How much it matters"), value: percent(insight.effect) },
    { name: t("How sure it is"), value: percent(insight.certainty) },
  ];
  switch (detail.type) {
    case "bottleneck": {
      const { finished, abandoned, failed, abandonmentRate, lostMs } = detail.bottleneck;
      return [
        { name: t("Finished"), value: count(finished) },
        { name: t("Abandoned"), value: `${count(abandoned)} (${percent(abandonmentRate)})` },
        { name: t("Failed"), value: count(failed) },
        { name: t("Time lost"), value: duration(lostMs) },
        ...shared,
      ];
    }
    case "anomaly": {
      const { observed, baseline, pValue, days } = detail.anomaly;
      return [
        { name: t("Seen"), value: anomalyValue(detail.anomaly, observed, words) },
        { name: t("Expected"), value: anomalyValue(detail.anomaly, baseline, words) },
        { name: t("When"), value: episodeDays(detail.anomaly, words) },
        { name: t("Days compared with"), value: count(days) },
        { name: t("p-value"), value: chance(pValue) },
        ...shared,
      ];
    }
    case "change": {
      const { change } = detail;
      return [
        { name: t("From"), value: changeValue(change, change.startValue, words) },
        { name: t("To"), value: changeValue(change, change.endValue, words) },
        { name: t("Days"), value: count(change.days) },
        { name: t("Runs"), value: count(change.runs) },
        { name: t("p-value"), value: chance(change.pValue) },
        { name: t("False discoveries"), value: chance(change.qValue) },
        ...shared,
      ];
    }
    case "pair": {
      const { sessions, confidence, lift, pValue } = detail.pair;
      return [
        { name: t("Sessions"), value: count(sessions) },
        { name: t("Lift"), value: tenths(lift) },
        { name: t("Of the rarer"), value: percent(confidence) },
        { name: t("p-value"), value: chance(pValue) },
        ...shared,
      ];
    }
    case "below-usual":
      return [
        { name: t("Completed"), value: rateText(detail.rate, words) },
        { name: t("95% interval"), value: intervalText(detail.rate.interval, words) },
        { name: t("Everything together"), value: percent(detail.usual) },
        ...shared,
      ];
    case "routine": {
      const { count: times, sessions, completedShare, medianSpanMs, lift } = detail.routine;
      return [
        { name: t("Times"), value: count(times) },
        { name: t("Sessions"), value: count(sessions) },
        { name: t("Every step completed"), value: percent(completedShare) },
        { name: t("Median duration"), value: duration(medianSpanMs) },
        { name: t("Lift"), value: tenths(lift) },
        ...shared,
      ];
    }
    default:
      return assertNever(detail);
  }
}

/** How the figures come about. */
export function insightFormula({ detail }: Insight, { t }: Words): string {
  switch (detail.type) {
    case "bottleneck":
      return t(
        "Abandoned ÷ finished runs of the phase, where at least 3 finished; time lost is the sum of the durations of failed and abandoned runs.",
      );
    case "anomaly":
      return t(
        "One day compared with the same skill's earlier active days, itself not among them; the p-value says how often a day would be so far off by chance.",
      );
    case "change":
      return t(
        "A line through the daily values that no single day can bend (Theil–Sen, days weighted by runs). Whether there is a direction at all is tested for rates after Cochran and Armitage and for durations after Mann and Kendall, and false discoveries are held down over all skills together (Benjamini–Hochberg).",
      );
    case "pair":
      return t(
        "Lift is sessions with both × all sessions ÷ (sessions with the one × sessions with the other): 1 for skills that have nothing to do with each other.",
      );
    case "below-usual":
      return t(
        "Completed ÷ (completed + failed + abandoned) of the last 30 days with its 95% Wilson interval, which lies below the rate of all runs.",
      );
    case "routine":
      return t(
        "The same skills in the same order, by hand, with no more than half an hour between; lift compares with how often chance would line them up.",
      );
    default:
      return assertNever(detail);
  }
}

function intervalText(interval: readonly [number, number] | undefined, words: Words): string {
  return interval === undefined
    ? words.percent(undefined)
    : `${words.percent(interval[0])} – ${words.percent(interval[1])}`;
}
