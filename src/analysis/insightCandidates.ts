import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { anomalyEpisodes, type AnomalyEpisode } from "./anomalyEpisodes";
import { bottlenecks, watchFrom } from "./bottlenecks";
import type { Candidate, Insight, InsightPlace } from "./insightModel";
import type { Routine } from "./routines";
import { certaintyOf, certaintyOfLift, effectOf } from "./insightScale";
import type { Bottleneck } from "./model";
import { twoSidedP } from "./normal";
import { labelOf } from "./ranking";
import { noticingMs, SkillFigures } from "./skillFigures";
import { pairedSkills, skillPairs, type SkillPair } from "./skillPairs";
import { skillChanges, type SkillChange } from "./skillTrends";
import { incompleteBeta } from "./specialFunctions";

const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
/** Good news, and more or less use, count so much of what they move. */
const goodNews = 0.5;
/** What it takes to start a step by hand that could have been offered, milliseconds. */
const stepMs = 10_000;
/** Days of a week on which a day's figures come again. */
const workingDays = 5;
/** Skills with fewer finished runs are not compared with all. */
const comparedFrom = 10;

interface Parts {
  readonly figures: SkillFigures;
  readonly fromMs: number;
  readonly weeks: number;
  /** Skills that were used. */
  readonly used: number;
  readonly indexOf: ReadonlyMap<SkillKey, number>;
}

/**
 * Everything that might be said, in no particular order. Times are per week of `recent`, at least
 * one.
 *
 * @param recent the rows of `history` since the first of the days.
 */
export function insightCandidates(
  history: History,
  recent: History,
  place: InsightPlace & { readonly starts: readonly number[] },
): readonly Candidate[] {
  const { nowMs, calendar, starts, routines = [] } = place;
  const fromMs = starts[0] ?? nowMs;
  const figures = new SkillFigures(recent);
  const used = history.skills.filter((_, skill) => figures.runs(skill) > 0).length;
  const indexOf = new Map(history.skills.map((skill, index) => [skillKey(skill), index]));
  const weeks = weeksSince(recent, nowMs);
  const parts = { figures, fromMs, weeks, used, indexOf };
  const last = starts.at(-1) ?? nowMs;
  const range = { fromMs: starts.at(-29) ?? fromMs, toMs: last };
  return [
    ...bottlenecks(recent).map((one) => ofBottleneck(one, parts)),
    ...openAnomalies(history, place).map((one) =>
      ofAnomaly(one, calendar.startOf("day", one.openedAtMs - 1), parts),
    ),
    ...skillChanges(history, { nowMs, calendar }).changes.map((one) => ofChange(one, range, parts)),
    ...skillPairs(recent).map((one) => ofPair(one, parts)),
    ...belowUsual(history, parts),
    ...routines
      .filter(({ lastStartedAtMs }) => lastStartedAtMs >= fromMs)
      .map((one) => ofRoutine(one, weeksSince(history, nowMs), parts)),
  ];
}

/**
 * Days to look for anomalies in. Where one is open for longer than a week it may be older than that: more
 * days say when it opened, or it would be another one tomorrow.
 */
const anomalyDays = { usual: 14, most: 90 };

function openAnomalies(
  history: History,
  { nowMs, calendar }: InsightPlace,
  days = anomalyDays.usual,
): readonly AnomalyEpisode[] {
  const open = anomalyEpisodes(history, { nowMs, days, calendar }).filter(
    ({ resolvedAtMs }) => resolvedAtMs === undefined,
  );
  const mayBeOlder = open.some(({ openedAtMs }) => openedAtMs < nowMs - 7 * dayMs);
  return mayBeOlder && days < anomalyDays.most
    ? openAnomalies(history, { nowMs, calendar }, anomalyDays.most)
    : open;
}

/** From the first run to now, at least one. */
function weeksSince({ startedAtMs, length }: History, nowMs: number): number {
  const firstMs = length === 0 ? nowMs : (startedAtMs[0] ?? nowMs);
  return Math.max(1, (nowMs - firstMs) / weekMs);
}

/**
 * Effect: the time of its lost runs and of noticing them. Certainty: the chance that the share of
 * abandoned runs really is at least `watchFrom`, by Jeffreys' posterior, Beta(a + ½, n − a + ½).
 */
function ofBottleneck(bottleneck: Bottleneck, { fromMs, weeks }: Parts): Candidate {
  const { phase, finished, abandoned, failed, lostMs, worstSkill } = bottleneck;
  const lost = lostMs + (abandoned + failed) * noticingMs;
  return {
    id: idOf("bottleneck", phase),
    effect: effectOf(lost / weeks),
    certainty: 1 - incompleteBeta(watchFrom, abandoned + 0.5, finished - abandoned + 0.5),
    filter: { phase, fromMs },
    detail: { type: "bottleneck", bottleneck },
    topics: [topic("ends", worstSkill)],
  };
}

/**
 * Effect: as if every week had such days. Runs more or less take their mean time on each of five
 * days; a moved rate costs the losses it stands for, a moved duration the difference, over the runs
 * of a week. Certainty: p among all skills and the three tests of each.
 */
function ofAnomaly(anomaly: AnomalyEpisode, openedOnMs: number, parts: Parts): Candidate {
  const { type, observed, baseline, pValue, openedAtMs } = anomaly;
  const key = skillKey(anomaly.skill);
  const skill = parts.indexOf.get(key) ?? -1;
  const { figures, weeks } = parts;
  const moved = Math.abs(observed - baseline);
  const about = { spike: "use", drop: "use", slower: "time", faster: "time" } as const;
  const weeklyMs = {
    use: moved * workingDays * figures.typicalMeanMs(skill),
    time: (moved * figures.typicalRuns(skill)) / weeks,
    ends: (moved * figures.rate(skill).finished * figures.lossMs(skill)) / weeks,
  };
  const what = type === "pattern-shift" ? "ends" : about[type];
  const isBad = what === "ends" ? observed < baseline : type === "slower";
  return {
    id: idOf("anomaly", type, key, String(openedOnMs)),
    effect: effectOf(weeklyMs[what] * (isBad ? 1 : goodNews)),
    certainty: certaintyOf(pValue, 3 * parts.used),
    filter: { skill: key, fromMs: openedAtMs - dayMs },
    detail: { type: "anomaly", anomaly },
    topics: [topic(what, key)],
  };
}

/**
 * Effect: from start to end of the line, the losses or the time of a week's runs. Certainty: 1 − q.
 */
function ofChange(
  change: SkillChange,
  range: { readonly fromMs: number; readonly toMs: number },
  { figures, weeks, indexOf }: Parts,
): Candidate {
  const { key, metric, direction, startValue, endValue, qValue } = change;
  const skill = indexOf.get(key) ?? -1;
  const moved = Math.abs(endValue - startValue);
  const isRate = metric === "completion-rate";
  const weeklyMs = isRate
    ? (moved * figures.rate(skill).finished * figures.lossMs(skill)) / weeks
    : (moved * figures.typicalRuns(skill)) / weeks;
  return {
    id: idOf("change", metric, direction, key),
    effect: effectOf(weeklyMs * (direction === "declining" ? 1 : goodNews)),
    certainty: 1 - qValue,
    filter: { skill: key, ...range },
    detail: { type: "change", change },
    topics: [topic(isRate ? "ends" : "time", key)],
  };
}

/** Effect: a step that could be offered in each shared session. Certainty: p among all pairs. */
function ofPair(pair: SkillPair, { fromMs, weeks, used }: Parts): Candidate {
  const { first, second, sessions, pValue } = pair;
  const paired = Math.min(pairedSkills, used);
  return {
    id: idOf("pair", first.key, second.key),
    effect: effectOf((sessions * stepMs) / weeks),
    certainty: certaintyOf(pValue, (paired * (paired - 1)) / 2),
    filter: { skill: first.key, fromMs },
    detail: { type: "pair", pair },
    topics: [topic("company", first.key), topic("company", second.key)],
  };
}

/** Effect: all steps after its first, each time. Certainty: see `certaintyOfLift`. */
function ofRoutine(routine: Routine, weeks: number, { fromMs }: Parts): Candidate {
  const { skills, count, lift } = routine;
  const [first] = skills;
  return {
    id: idOf("routine", ...skills),
    effect: effectOf((Math.max(0, skills.length - 1) * count * stepMs) / weeks),
    certainty: certaintyOfLift(count, lift),
    filter: { ...(first === undefined ? {} : { skill: first }), fromMs },
    detail: { type: "routine", routine },
    topics: [...new Set(skills)].map((key) => topic("company", key)),
  };
}

/**
 * Skills whose whole 95 % interval lies below the completion rate of all, with at least 10 finished
 * runs. Effect: the losses that the usual rate would spare. Certainty: p of the score test of the
 * usual rate, z = (u − r) ÷ √(u(1 − u) ÷ n), among all skills with as many runs.
 */
function belowUsual(history: History, { figures, fromMs, weeks }: Parts): readonly Candidate[] {
  const usual = figures.allRate().rate;
  if (usual === undefined) return [];
  const compared = history.skills.flatMap((skill, index) => {
    const rate = figures.rate(index);
    return rate.finished < comparedFrom ? [] : [{ skill, index, rate }];
  });
  return compared.flatMap(({ skill, index, rate }): readonly Candidate[] => {
    const high = rate.interval?.[1] ?? 1;
    if (rate.rate === undefined || high >= usual) return [];
    const key = skillKey(skill);
    const below = usual - rate.rate;
    const pValue = twoSidedP(below / Math.sqrt((usual * (1 - usual)) / rate.finished));
    return [
      {
        id: idOf("below-usual", key),
        effect: effectOf((below * rate.finished * figures.lossMs(index)) / weeks),
        certainty: certaintyOf(pValue, compared.length),
        filter: { skill: key, fromMs },
        detail: { type: "below-usual", key, label: labelOf(skill), rate, usual },
        topics: [topic("ends", key)],
      },
    ];
  });
}

/** Names may hold anything, so they are told apart as JSON does it. */
function idOf(type: Insight["detail"]["type"], ...parts: readonly string[]): string {
  return JSON.stringify([type, ...parts]);
}

function topic(about: "ends" | "time" | "use" | "company", key: SkillKey): string {
  return `${about} ${key}`;
}
