import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { mediansBy } from "./durations";
import { compareText } from "./ranking";
import { Tally } from "./rates";

/** How a skill fares with everybody in a history. What is not known is absent. */
export interface CommunityBaseline {
  readonly skill: SkillKey;
  /** Who ran it: the user, and each agent by its name; agents without a name are one. */
  readonly users: number;
  /** All runs, ≥ 1. */
  readonly invocations: number;
  /** As counted, 0–1; absent when nothing finished. */
  readonly completionRate?: number;
  /** Over completed foreground runs, milliseconds. */
  readonly medianDurationMs?: number;
  /** The phase it ran in most often, of equals the first by name. */
  readonly commonPhase?: string;
  /** 100 · (skills with a strictly lower smoothed rate) ÷ (skills with a rate), 0 to below 100. */
  readonly percentile?: number;
}

/** How many assumed runs a smoothed rate starts from. */
const assumedRuns = 4;

/**
 * Every skill that ran and is not hidden, greatest percentile first, those without one last; then
 * most invocations first, then by key.
 *
 * Skills are ranked by the smoothed rate (completed + 4·e) ÷ (finished + 4), where e is the rate of
 * all of their runs together: the mean of a Beta(4e, 4(1 − e)) prior after the runs. So one run
 * that completed does not stand above ninety-nine of a hundred.
 */
export function communityBaselines(history: History): readonly CommunityBaseline[] {
  const count = history.skills.length;
  const authors = history.agents.length;
  const phases = history.phases.length;
  const tally = new Tally(count);
  const ranBy = new Uint8Array(count * authors);
  const ranIn = new Uint32Array(count * phases);
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? 0;
    const phase = history.phase[row] ?? -1;
    tally.add(skill, history.outcome[row] ?? 0);
    ranBy[skill * authors + (history.author[row] ?? 0)] = 1;
    if (phase < 0) continue;
    const cell = skill * phases + phase;
    ranIn[cell] = (ranIn[cell] ?? 0) + 1;
  }
  const medianOf = mediansBy(history, history.skill, count);
  const used = history.skills.flatMap((entry, skill) => {
    const { total, finished, rate, counts } = tally.rate(skill);
    if (entry.hidden || total === 0) return [];
    const users = ranBy.subarray(skill * authors, (skill + 1) * authors);
    return [{ skill, entry, total, finished, rate, counts, users: sumOf(users) }];
  });
  const completed = used.reduce((sum, { counts }) => sum + counts.completed, 0);
  const expected = completed / used.reduce((sum, { finished }) => sum + finished, 0);
  const smoothed = (own: (typeof used)[number]): number =>
    (own.counts.completed + assumedRuns * expected) / (own.finished + assumedRuns);
  const percentileOf = ranks(used.filter(({ finished }) => finished > 0).map(smoothed));
  return used
    .map((own): CommunityBaseline => {
      const medianDurationMs = medianOf(own.skill);
      const commonPhase = commonest(
        history.phases,
        ranIn.subarray(own.skill * phases, (own.skill + 1) * phases),
      );
      return {
        skill: skillKey(own.entry),
        users: own.users,
        invocations: own.total,
        ...(own.rate === undefined
          ? {}
          : { completionRate: own.rate, percentile: percentileOf(smoothed(own)) }),
        ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
        ...(commonPhase === undefined ? {} : { commonPhase }),
      };
    })
    .sort(
      (one, other) =>
        (other.percentile ?? -1) - (one.percentile ?? -1) ||
        other.invocations - one.invocations ||
        compareText(one.skill, other.skill),
    );
}

/** What percentage of the rates lies below one of them. */
function ranks(rates: readonly number[]): (rate: number) => number {
  const sorted = Float64Array.from(rates).sort();
  const lower = new Map<number, number>();
  sorted.forEach((rate, at) => {
    if (!lower.has(rate)) lower.set(rate, at);
  });
  return (rate) => (100 * (lower.get(rate) ?? 0)) / sorted.length;
}

/** The name with the greatest count, the first by name of equals; undefined where all are 0. */
function commonest(names: readonly string[], counts: Uint32Array): string | undefined {
  let best = -1;
  counts.forEach((count, at) => {
    const most = counts[best] ?? 0;
    const isFirst = count === most && compareText(names[at] ?? "", names[best] ?? "") < 0;
    if (count > most || (count > 0 && isFirst)) best = at;
  });
  return names[best];
}

function sumOf(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
