import { mediansBy } from "../../analysis/durations";
import { outcomeCode } from "../../analysis/outcomes";
import { compareText } from "../../analysis/ranking";
import { Tally } from "../../analysis/rates";
import type { History } from "../../tracker/history";
import { skillKey } from "../../tracker/model";
import { commonest } from "./commonest";
import type { SkillRecord, UserBaseline, UserHash } from "./model";

/**
 * What this user would share: every skill that finished at least once and is not hidden, by key.
 * Names, counts, a median and a phase; no commands, no folders, no times of day, no sessions.
 */
export function ownBaseline(history: History, user: UserHash): UserBaseline {
  const count = history.skills.length;
  const tally = new Tally(count);
  const phases = history.skills.map(() => new Map<string, number>());
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? -1;
    const phase = history.phases[history.phase[row] ?? -1];
    tally.add(skill, history.outcome[row] ?? outcomeCode.unknown);
    if (phase !== undefined) phases[skill]?.set(phase, (phases[skill].get(phase) ?? 0) + 1);
  }
  const medianOf = mediansBy(history, history.skill, count);
  const skills = history.skills.flatMap((entry, skill): SkillRecord[] => {
    const { total, finished, counts } = tally.rate(skill);
    if (entry.hidden || finished === 0) return [];
    const medianMs = medianOf(skill);
    const phase = commonest(phases[skill] ?? new Map())?.[0];
    return [
      {
        skill: skillKey(entry),
        runs: total,
        finished,
        completed: counts.completed,
        ...(medianMs === undefined ? {} : { medianMs: Math.round(medianMs) }),
        ...(phase === undefined ? {} : { phase }),
      },
    ];
  });
  return { user, skills: skills.sort((one, other) => compareText(one.skill, other.skill)) };
}
