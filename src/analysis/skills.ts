import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { mediansBy } from "./durations";
import { groupValues } from "./groups";
import type { SkillSummary } from "./model";
import { isFinished, outcomeCode } from "./outcomes";
import { compareText, labelOf } from "./ranking";
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
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? 0;
    const startedAtMs = history.startedAtMs[row] ?? 0;
    tally.add(skill, history.outcome[row] ?? 0);
    if (used[skill] === 0) first[skill] = startedAtMs;
    used[skill] = (used[skill] ?? 0) + 1;
    last[skill] = startedAtMs;
  }
  const medianOf = mediansBy(history, history.skill, groups);
  const trendOf = trendsBySkill(history);
  const summaries = history.skills.flatMap((skill, index): SkillSummary[] => {
    if (used[index] === 0) return [];
    const { counts, total, rate } = tally.rate(index);
    const medianDurationMs = medianOf(index);
    const trend = trendOf(index);
    return [
      {
        key: skillKey(skill),
        kind: skill.kind,
        name: skill.name,
        label: labelOf(skill),
        category: skill.category,
        ...(skill.phase === undefined ? {} : { phase: skill.phase }),
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
  return summaries.sort((one, other) => other.total - one.total || compareText(one.key, other.key));
}

/**
 * Completion rate of the newest `trendWindow` finished runs minus that of all before, −1…1;
 * undefined with fewer than `trendMinimum` runs before.
 */
function trendsBySkill(history: History): (skill: number) => number | undefined {
  const completed = new Float64Array(history.length);
  const groupOf = new Int32Array(history.length);
  for (let row = 0; row < history.length; row++) {
    const outcome = history.outcome[row] ?? 0;
    completed[row] = outcome === outcomeCode.completed ? 1 : 0;
    groupOf[row] = isFinished(outcome) ? (history.skill[row] ?? -1) : -1;
  }
  const finished = groupValues(completed, groupOf, history.length, history.skills.length);
  return (skill) => {
    const runs = finished.of(skill);
    const before = runs.length - trendWindow;
    if (before < trendMinimum) return undefined;
    return mean(runs.subarray(before)) - mean(runs.subarray(0, before));
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
