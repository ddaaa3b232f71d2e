import type { History } from "../tracker/history";
import type { Heatmap } from "./model";
import { phasesByUse } from "./phases";
import { Tally } from "./rates";
import { greatest } from "./ranking";

/** How many skills, the most used ones, have a row. */
export const heatmapSkills = 15;

/**
 * The most used skills against the phases they ran in: skills and phases most used first. Runs
 * without a phase count for the choice of skills but have no cell. No minimum sample; each cell
 * carries its own counts and interval.
 */
export function heatmap(history: History): Heatmap {
  const phases = history.phases.length;
  const uses = new Uint32Array(history.skills.length);
  const tally = new Tally(history.skills.length * phases);
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? 0;
    const phase = history.phase[row] ?? -1;
    uses[skill] = (uses[skill] ?? 0) + 1;
    if (phase >= 0) tally.add(skill * phases + phase, history.outcome[row] ?? 0);
  }
  const rows = greatest(history, (skill) => uses[skill] ?? 0, heatmapSkills);
  const columns = phasesByUse(history);
  return {
    skills: rows.map(({ key, label }) => ({ key, label })),
    phases: columns.map((phase) => history.phases[phase] ?? ""),
    cells: rows.flatMap(({ index, key }) =>
      columns
        .map((phase) => ({
          key,
          phase: history.phases[phase] ?? "",
          ...tally.rate(index * phases + phase),
        }))
        .filter((cell) => cell.total > 0),
    ),
  };
}
