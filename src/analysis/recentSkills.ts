import type { History } from "../tracker/history";
import { skillKey, type OutcomeCounts, type SkillRef } from "../tracker/model";
import { mediansBy } from "./durations";
import { compareText } from "./ranking";
import { Tally } from "./rates";
import { rowsBetween } from "./rowRange";

export interface RecentSkill {
  readonly skill: SkillRef;
  /** Started in the window, whatever became of them; ≥ 1. */
  readonly runs: number;
  readonly counts: OutcomeCounts;
  /** 0–1; undefined when nothing finished. */
  readonly completionRate?: number;
  /** Median over completed foreground runs of the window with a measured duration, milliseconds. */
  readonly medianDurationMs?: number;
  /** Milliseconds since 1970 UTC. */
  readonly lastStartedAtMs: number;
}

export interface RecentSkillsOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** How far back, milliseconds; an hour when left out. */
  readonly windowMs?: number;
  /** At most this many skills; 10 when left out. */
  readonly limit?: number;
}

/**
 * The skills that started from `windowMs` ago to now, both included: most runs first, of several
 * the one used last, then by key. No minimum sample; every rate comes with its counts.
 */
export function recentSkills(
  history: History,
  { nowMs, windowMs = 3_600_000, limit = 10 }: RecentSkillsOptions,
): readonly RecentSkill[] {
  const { first, end } = rowsBetween(history, nowMs - windowMs, nowMs + 1);
  const groups = history.skills.length;
  const tally = new Tally(groups);
  const last = new Float64Array(groups);
  const skillOf = new Int32Array(history.length).fill(-1);
  for (let row = first; row < end; row++) {
    const skill = history.skill[row] ?? 0;
    skillOf[row] = skill;
    tally.add(skill, history.outcome[row] ?? 0);
    last[skill] = history.startedAtMs[row] ?? 0;
  }
  const lastOf = (index: number): number => last[index] ?? 0;
  const ranked = history.skills
    .flatMap((skill, index) => {
      const runs = tally.total(index);
      return runs === 0 ? [] : [{ index, runs, key: skillKey(skill) }];
    })
    .sort(
      (one, other) =>
        other.runs - one.runs ||
        lastOf(other.index) - lastOf(one.index) ||
        compareText(one.key, other.key),
    )
    .slice(0, limit);
  const medianOf = mediansBy(history, skillOf, groups);
  return ranked.flatMap(({ index, runs }): RecentSkill[] => {
    const skill = history.skills[index];
    if (skill === undefined) return [];
    const { counts, rate } = tally.rate(index);
    const medianDurationMs = medianOf(index);
    return [
      {
        skill: { kind: skill.kind, name: skill.name },
        runs,
        counts,
        ...(rate === undefined ? {} : { completionRate: rate }),
        ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
        lastStartedAtMs: lastOf(index),
      },
    ];
  });
}
