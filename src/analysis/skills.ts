import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { mediansBy } from "./durations";
import type { SkillSummary } from "./model";
import { isFinished, outcomeCode } from "./outcomes";
import { labelOf, mostUsedFirst } from "./ranking";
import { Tally } from "./rates";

/** How many finished runs are "the newest" in a trend. */
export const trendWindow = 10;
/** Fewer finished runs than this on either side say nothing about a trend. */
export const trendMinimum = 5;

/**
 * Every skill that was used, most used first, then by key. Skills without an invocation are left
 * out; hidden ones are in, marked.
 */
export function summarizeSkills(history: History): readonly SkillSummary[] {
  const groups = history.skills.length;
  const tally = new Tally(groups);
  const first = new Float64Array(groups);
  const last = new Float64Array(groups);
  const used = new Uint32Array(groups);
  const trends = new Trends(groups);
  const { length, skill: skills, startedAtMs: starts, outcome: outcomes } = history;
  // Newest first, as trends want it.
  for (let row = length - 1; row >= 0; row--) {
    const skill = skills[row] ?? 0;
    const outcome = outcomes[row] ?? 0;
    const startedAtMs = starts[row] ?? 0;
    tally.add(skill, outcome);
    if (isFinished(outcome)) trends.add(skill, outcome === outcomeCode.completed ? 1 : 0);
    if (used[skill] === 0) last[skill] = startedAtMs;
    used[skill] = (used[skill] ?? 0) + 1;
    first[skill] = startedAtMs;
  }
  const medianOf = mediansBy(history, history.skill, groups);
  const summaries = history.skills.flatMap((skill, index): SkillSummary[] => {
    if (used[index] === 0) return [];
    const { counts, total, rate } = tally.rate(index);
    const medianDurationMs = medianOf(index);
    const trend = trends.of(index);
    return [
      {
        key: skillKey(skill),
        kind: skill.kind,
        name: skill.name,
        label: labelOf(skill),
        category: skill.category,
        ...(skill.phase === undefined ? {} : { phase: skill.phase }),
        ...(skill.givenPhase === undefined ? {} : { givenPhase: skill.givenPhase }),
        hidden: skill.hidden,
        pinned: skill.pinned,
        ...(skill.lastCommand === undefined ? {} : { command: skill.lastCommand }),
        ...(skill.lastCwd === undefined ? {} : { cwd: skill.lastCwd }),
        counts,
        total,
        ...(rate === undefined ? {} : { completionRate: rate }),
        ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
        firstStartedAtMs: first[index] ?? 0,
        lastStartedAtMs: last[index] ?? 0,
        ...(trend === undefined ? {} : { trend }),
      },
    ];
  });
  return summaries.sort(mostUsedFirst);
}

/**
 * Completion rate of the newest `trendWindow` finished runs minus that of all before, −1…1, for each
 * skill; undefined with fewer than `trendMinimum` runs before.
 */
class Trends {
  private readonly finished: Uint32Array;
  private readonly completedLately: Uint32Array;
  private readonly completedBefore: Uint32Array;

  constructor(skills: number) {
    this.finished = new Uint32Array(skills);
    this.completedLately = new Uint32Array(skills);
    this.completedBefore = new Uint32Array(skills);
  }

  /** Takes the finished runs, newest first; `completed` is 1 or 0. */
  add(skill: number, completed: number): void {
    const newer = this.finished[skill] ?? 0;
    const counts = newer < trendWindow ? this.completedLately : this.completedBefore;
    counts[skill] = (counts[skill] ?? 0) + completed;
    this.finished[skill] = newer + 1;
  }

  of(skill: number): number | undefined {
    const before = (this.finished[skill] ?? 0) - trendWindow;
    if (before < trendMinimum) return undefined;
    const lately = (this.completedLately[skill] ?? 0) / trendWindow;
    return lately - (this.completedBefore[skill] ?? 0) / before;
  }
}
