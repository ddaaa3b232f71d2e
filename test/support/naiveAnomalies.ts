import type { Anomaly } from "../../src/analysis/anomalies";
import { twoSidedP } from "../../src/analysis/normal";
import { studentP } from "../../src/analysis/studentP";
import { parseSkillKey } from "../../src/tracker/model";
import { day, type Run } from "./history";
import { groupBy, naiveQuantile, naiveRate, naiveTypical } from "./naive";

export interface NaiveOptions {
  readonly nowMs: number;
  readonly windowMs: number;
  readonly threshold: number;
}

/** An anomaly without its score, in no particular order. */
export type NaiveAnomaly = Omit<Anomaly, "score">;

/** Anomalies by filtering runs and adding up probabilities one by one, slowly. */
export function naiveAnomalies(runs: readonly Run[], options: NaiveOptions): NaiveAnomaly[] {
  const { nowMs, windowMs } = options;
  const inside = (run: Run): boolean => run.at >= nowMs - windowMs && run.at <= nowMs;
  return naiveChecks(runs, runs.filter(inside), earlierDays(runs, options), options);
}

/** What is unlike in the runs of a window, given those of earlier ones, newest first. */
export function naiveChecks(
  runs: readonly Run[],
  window: readonly Run[],
  windowsBefore: readonly (readonly Run[])[],
  { nowMs, threshold }: Omit<NaiveOptions, "windowMs">,
): NaiveAnomaly[] {
  const earlier = windowsBefore.slice(0, 28);
  if (window.length === 0) return [];
  return [...groupBy(runs, ({ skill }) => skill)].flatMap(([key, all]) => {
    const skill = parseSkillKey(key);
    const firstAt = Math.min(...all.map(({ at }) => at));
    const days = earlier.filter((own) => own.some(({ at }) => at >= firstAt));
    if (skill === undefined || days.length < 5) return [];
    const ofSkill = (own: readonly Run[]): Run[] => own.filter((run) => run.skill === key);
    const common = { skill, detectedAtMs: nowMs };
    const found: NaiveAnomaly[] = [];

    const counts = days.map((own) => ofSkill(own).length);
    const observed = ofSkill(window).length;
    const others = days.map((own, at) => own.length - (counts[at] ?? 0));
    const ordinary = naiveQuantile(others, 0.5) ?? 0;
    const share = ordinary === 0 ? 1 : Math.min(1, (window.length - observed) / ordinary);
    const plain = mean(counts);
    if (observed > plain && observed >= 5) {
      const pValue = countTail(observed, counts, 1, "above");
      found.push({
        ...common,
        type: "spike",
        baseline: plain,
        observed,
        pValue,
        days: days.length,
      });
    } else if (observed < share * plain) {
      const pValue = countTail(observed, counts, share, "below");
      const baseline = share * plain;
      found.push({ ...common, type: "drop", baseline, observed, pValue, days: days.length });
    }

    const today = naiveRate(ofSkill(window));
    const rates = days.map((own) => naiveRate(ofSkill(own))).filter(({ finished }) => finished > 0);
    if (today.finished >= 2 && rates.length >= 5) {
      const values = rates.map(({ finished, counts: { completed } }) =>
        Array.from({ length: finished }, (_, at): number => (at < completed ? 1 : 0)),
      );
      const baseline = mean(values.flat());
      const rate = today.rate ?? 0;
      const pValue =
        rate === baseline ? 1 : rateTail(today.counts.completed, today.finished, values);
      const shift = { ...common, type: "pattern-shift", baseline, observed: rate } as const;
      if (rate !== baseline) found.push({ ...shift, pValue, days: rates.length });
    }

    const timed = days.map((own) => naiveTypical(ofSkill(own))).filter(({ length }) => length > 0);
    const now = naiveTypical(ofSkill(window));
    if (now.length >= 2 && timed.length >= 5) {
      const ms = naiveQuantile(now, 0.5) ?? 0;
      const { middle, side, pValue } = durationTail(now, timed);
      const values = { baseline: Math.round(Math.exp(middle)), observed: ms, pValue };
      const type = side > 0 ? "slower" : "faster";
      if (side !== 0) found.push({ ...common, type, ...values, days: timed.length });
    }
    return found
      .map((one) => ({ ...one, pValue: Math.min(1, one.pValue) }))
      .filter(({ pValue }) => pValue <= twoSidedP(threshold));
  });
}

/** Runs of each earlier window in which there were any, newest first. */
function earlierDays(runs: readonly Run[], { nowMs, windowMs }: NaiveOptions): (readonly Run[])[] {
  const now = new Date(nowMs);
  const midnight = (ago: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago).getTime();
  const step = Math.max(1, Math.ceil(windowMs / day));
  const end = (ago: number): number => midnight(ago) + nowMs - midnight(0);
  return Array.from({ length: 100 }, (_, at) => {
    const ago = (at + 1) * step;
    const from = windowMs % day === 0 ? end(ago + step) : end(ago) - windowMs;
    const to = Math.min(end(ago), nowMs - windowMs);
    return runs.filter((run) => run.at >= from && run.at < to);
  }).filter((own) => own.length > 0);
}

function countTail(
  observed: number,
  counts: readonly number[],
  share: number,
  side: "above" | "below",
): number {
  const n = counts.length;
  const level = mean(counts) + 0.5 / n;
  const deviations = counts.map((count) => (count - mean(counts)) ** 2);
  const variance = deviations.reduce((sum, square) => sum + square, 0) / (n - 1);
  const between = Math.max(0, variance - mean(counts)) * ((n - 1) / (n - 3));
  const shape = level ** 2 / (between + level / n + between / n);
  const chance = shape / (shape + level * share);
  let term = chance ** shape;
  let below = 0;
  for (let count = 0; count < observed; count++) {
    below += term;
    term *= ((count + shape) / (count + 1)) * (1 - chance);
  }
  return side === "above" ? 2 * (1 - below) - term : 2 * below + term;
}

function rateTail(
  completed: number,
  finished: number,
  days: readonly (readonly number[])[],
): number {
  const all = days.flat();
  const [d, n] = [days.length, all.length];
  const overall = mean(all);
  const between =
    days.reduce((sum, day) => sum + day.length * (mean(day) - overall) ** 2, 0) / (d - 1);
  const within = days.reduce(
    (sum, day) => sum + day.reduce((own, value) => own + (value - mean(day)) ** 2, 0),
    0,
  );
  const squares = days.reduce((sum, day) => sum + day.length ** 2, 0);
  const size = (n - squares / n) / (d - 1);
  const error = n === d ? NaN : within / (n - d);
  const alike = (between - error) / (between + (size - 1) * error);
  const rho = Number.isNaN(alike) ? 0 : Math.max(0, alike);
  const spread = (rho * (d - 1)) / (d - 3) + (rho * squares) / n ** 2 + 1 / (n + 2);
  const weight = 1 / Math.min(0.9, spread) - 1;
  const rate = (overall * n + 0.5) / (n + 1);
  const chances = Array.from({ length: finished + 1 }, (_, successes) => {
    let chance = 1;
    for (let run = 0; run < finished; run++) {
      const before = run < successes ? run : run - successes;
      const share = run < successes ? rate : 1 - rate;
      chance *= (share * weight + before) / (weight + run);
      if (run >= successes) chance *= (run + 1) / (run - successes + 1);
    }
    return chance;
  });
  const tail =
    completed / finished > overall ? chances.slice(completed) : chances.slice(0, completed + 1);
  return 2 * tail.reduce((sum, chance) => sum + chance, 0) - (chances[completed] ?? 0);
}

function durationTail(now: readonly number[], days: readonly (readonly number[])[]) {
  const levelOf = (ms: number): number => Math.log(ms < 100 ? 100 : ms);
  const middleOf = (values: readonly number[]): number => naiveQuantile(values, 0.5) ?? NaN;
  const ms = middleOf(now);
  const levels = days.map((own) => levelOf(middleOf(own)));
  const middle = middleOf(levels);
  const d = days.length;
  const away = middleOf(levels.map((level) => Math.abs(level - middle)));
  const scale = Math.max(Math.log(1.05), (1.4826022185056018 * away * d) / (d - 0.8));
  const side = Math.sign(levelOf(ms) - middle);
  const t = (levelOf(ms) - middle) / (scale * Math.sqrt(1 + Math.PI / 2 / d));
  const all = days.flat();
  const asFar = all.filter((other) => (side > 0 ? other >= ms : other <= ms)).length;
  const share = (asFar + 0.5) / (all.length + 1);
  let tail = 0;
  for (let k = 0; k <= now.length; k++) {
    let ways = 1;
    for (let one = 0; one < k; one++) ways *= (now.length - one) / (one + 1);
    if (2 * k >= now.length) tail += ways * share ** k * (1 - share) ** (now.length - k);
  }
  return { middle, side, pValue: Math.max(studentP(t, 0.3675 * (d - 1)), Math.min(1, 2 * tail)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
