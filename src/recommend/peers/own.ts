import { mediansBy } from "../../analysis/durations";
import { isFinished, outcomeCode } from "../../analysis/outcomes";
import { compareText } from "../../analysis/ranking";
import type { History } from "../../tracker/history";
import { skillKey } from "../../tracker/model";
import type { SkillRecord, UserBaseline, UserHash } from "./model";

/**
 * What this user would share: every skill that finished at least once and is not hidden, by key.
 * Names, counts, a median and a phase; no commands, no folders, no times of day, no sessions.
 */
export function ownBaseline(history: History, user: UserHash): UserBaseline {
  const count = history.skills.length;
  const runs = new Uint32Array(count);
  const finished = new Uint32Array(count);
  const completed = new Uint32Array(count);
  const phases = history.skills.map(() => new Map<number, number>());
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? -1;
    const phase = history.phase[row] ?? -1;
    const outcome = history.outcome[row] ?? outcomeCode.unknown;
    runs[skill] = (runs[skill] ?? 0) + 1;
    if (isFinished(outcome)) finished[skill] = (finished[skill] ?? 0) + 1;
    if (outcome === outcomeCode.completed) completed[skill] = (completed[skill] ?? 0) + 1;
    if (phase >= 0) phases[skill]?.set(phase, (phases[skill].get(phase) ?? 0) + 1);
  }
  const medianOf = mediansBy(history, history.skill, count);
  const skills = history.skills.flatMap((entry, skill): SkillRecord[] => {
    if (entry.hidden || (finished[skill] ?? 0) === 0) return [];
    const medianMs = medianOf(skill);
    const phase = commonest(phases[skill] ?? new Map(), history.phases);
    return [
      {
        skill: skillKey(entry),
        runs: runs[skill] ?? 0,
        finished: finished[skill] ?? 0,
        completed: completed[skill] ?? 0,
        ...(medianMs === undefined ? {} : { medianMs: Math.round(medianMs) }),
        ...(phase === undefined ? {} : { phase }),
      },
    ];
  });
  return { user, skills: skills.sort((one, other) => compareText(one.skill, other.skill)) };
}

/** The name with the greatest count, the lesser one of equals. */
function commonest(
  counts: ReadonlyMap<number, number>,
  names: readonly string[],
): string | undefined {
  const named = [...counts].flatMap(([index, count]) => {
    const name = names[index];
    return name === undefined ? [] : [{ name, count }];
  });
  named.sort((one, other) => other.count - one.count || compareText(one.name, other.name));
  return named[0]?.name;
}
