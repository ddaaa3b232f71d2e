import type { Bottleneck, PhaseEffectiveness, Rate, Timeline } from "../../../analysis/model";
import type { Overview, SkillSummary, Transition } from "../../../analysis/model";
import { wilsonInterval } from "../../../analysis/rates";
import type { HeatRow } from "./heat";
import { isSure, minimumSample } from "./sample";
import type { Words } from "./words";

/** What the page is about: how much was recorded, and when. */
export function overviewFinding(overview: Overview, words: Words): string {
  const { firstStartedAtMs: first, lastStartedAtMs: last } = overview;
  const what = words.t("{runs} of {skills} in {sessions}", {
    runs: words.runs(overview.total),
    skills: words.skills(overview.skills),
    sessions: words.sessions(overview.sessions),
  });
  if (first === undefined || last === undefined) return what;
  const [from, to] = [words.day(first), words.day(last)];
  return from === to ? `${what} · ${from}` : `${what} · ${from} – ${to}`;
}

/** Names two phases as different only where their 95 % intervals do not meet. */
export function phasesFinding(phases: readonly PhaseEffectiveness[], words: Words): string {
  const byRate = phases
    .filter((one) => one.phase !== undefined)
    .filter((one) => isSure(one))
    .sort((a, b) => b.rate - a.rate);
  const best = byRate[0];
  const worst = byRate.at(-1);
  if (best?.phase === undefined || worst?.phase === undefined)
    return words.t("Too few finished runs to judge a phase yet");
  if (best === worst)
    return words.t("{phase} completes {rate} of {runs}", {
      phase: capitalised(best.phase),
      rate: words.percent(best.rate),
      runs: words.runs(best.finished),
    });
  if (best.interval[0] <= worst.interval[1])
    return words.t("No phase clearly completes more than another: {low} to {high}", {
      low: words.percent(worst.rate),
      high: words.percent(best.rate),
    });
  return words.t("{best} completes {bestRate} of {bestRuns}, {worst} {worstRate} of {worstRuns}", {
    best: capitalised(best.phase),
    bestRate: words.percent(best.rate),
    bestRuns: words.runs(best.finished),
    worst: worst.phase,
    worstRate: words.percent(worst.rate),
    worstRuns: words.runs(worst.finished),
  });
}

/** Bottlenecks come with their own threshold and minimum sample, worst first. */
export function bottlenecksFinding(bottlenecks: readonly Bottleneck[], words: Words): string {
  const worst = bottlenecks[0];
  if (worst === undefined) return words.t("No phase is abandoned often enough to stand out");
  return words.t("{phase} is where work is given up: {rate} of {runs}", {
    phase: capitalised(worst.phase),
    rate: words.percent(worst.abandonmentRate),
    runs: words.runs(worst.finished),
  });
}

/** The most travelled way out of a phase, if one leads. */
export function transitionsFinding(transitions: readonly Transition[], words: Words): string {
  const total = transitions.reduce((sum, one) => sum + one.count, 0);
  if (total < minimumSample) return words.t("Too few changes of phase to see a pattern yet");
  const first = transitions.reduce((most, one) => (one.count > most.count ? one : most));
  const leaving = transitions
    .filter((one) => one.from === first.from)
    .reduce((sum, one) => sum + one.count, 0);
  if (leaving < minimumSample || first.share <= 0.5)
    return words.t("{count} changes of phase; no single way leads", { count: words.count(total) });
  return words.t("{from} leads to {to} {share} of the time", {
    from: capitalised(first.from),
    to: first.to,
    share: words.percent(first.share),
  });
}

/** A step between skills that was the rule: taken more often than not. */
export function stepsFinding(
  steps: readonly Transition[],
  label: (key: string) => string,
  words: Words,
): string {
  const rule = steps.find((one) => one.count >= minimumSample && one.share > 0.5);
  if (rule !== undefined)
    return words.t("{from} is followed by {to} {share} of the time", {
      from: label(rule.from),
      to: label(rule.to),
      share: words.percent(rule.share),
    });
  return steps.some((one) => one.count >= minimumSample)
    ? words.t("No skill leads to one other most of the time")
    : words.t("Too few steps to see a habit yet");
}

/** The cell that lies clearly below all runs together: its whole interval under the overall rate. */
export function heatmapFinding(
  rows: readonly HeatRow[],
  overall: number | undefined,
  words: Words,
): string {
  const weak = rows
    .flatMap((row) => row.cells.flatMap((cell) => (cell?.sure === true ? [{ row, cell }] : [])))
    .filter(({ cell }) => overall !== undefined && cell.interval[1] < overall)
    .sort((a, b) => a.cell.rate - b.cell.rate)[0];
  if (weak === undefined) return words.t("No skill completes clearly less than the rest");
  return words.t("{skill} completes least in {phase}: {rate} of {runs}", {
    skill: weak.row.label,
    phase: weak.cell.phase,
    rate: words.percent(weak.cell.rate),
    runs: words.runs(weak.cell.finished),
  });
}

/** Compares the later half of the time with the earlier one. */
export function timelineFinding(timeline: Timeline, words: Words): string {
  const busy = timeline.buckets.findIndex((bucket) => bucket.total > 0);
  const buckets = busy < 0 ? [] : timeline.buckets.slice(busy);
  const middle = Math.ceil(buckets.length / 2);
  const before = pooled(buckets.slice(0, middle));
  const after = pooled(buckets.slice(middle));
  if (before === undefined || after === undefined)
    return words.t("Too little history to see a trend yet");
  const rates = { before: words.percent(before.rate), after: words.percent(after.rate) };
  if (after.interval[0] > before.interval[1])
    return words.t("Completion rose from {before} to {after}", rates);
  if (after.interval[1] < before.interval[0])
    return words.t("Completion fell from {before} to {after}", rates);
  return words.t("No clear change in completion: {before} before, {after} lately", rates);
}

/** Which skill the user leans on. */
export function skillsFinding(skills: readonly SkillSummary[], words: Words): string {
  const most = skills.reduce<SkillSummary | undefined>(
    (best, one) => (best === undefined || one.total > best.total ? one : best),
    undefined,
  );
  if (most === undefined) return words.t("No skills in this range");
  if (most.total < minimumSample) return words.skills(skills.length);
  return words.t("{skill} is used most: {runs}", {
    skill: most.label,
    runs: words.runs(most.total),
  });
}

function pooled(rates: readonly Rate[]) {
  const finished = rates.reduce((sum, one) => sum + one.finished, 0);
  const completed = rates.reduce((sum, one) => sum + one.counts.completed, 0);
  const interval = wilsonInterval(completed, finished);
  return finished < minimumSample || interval === undefined
    ? undefined
    : { rate: completed / finished, interval };
}

function capitalised(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase() + rest.join("");
}
