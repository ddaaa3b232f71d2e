import type { History, SkillEntry } from "../tracker/history";

/** Says which skills are not what they were; see `History.skills`. */
export class StaleSkills {
  private entries: readonly SkillEntry[] = [];

  /** @returns 1 for each skill of which something changed since the last call, and how many these are. */
  next({ skills }: History): { readonly marks: Uint8Array; readonly count: number } {
    const before = this.entries;
    // Skills go only with the history they were in: then nothing is as it was.
    const isAnother = skills.length < before.length;
    const marks = Uint8Array.from(skills, (entry, index) =>
      isAnother || entry !== before[index] ? 1 : 0,
    );
    this.entries = [...skills];
    return { marks, count: marks.reduce((sum, mark) => sum + mark, 0) };
  }
}

/** The rows of the skills that are marked with 1, ascending. */
export function rowsOfMarked({ length, skill }: History, marks: Uint8Array): readonly number[] {
  const rows: number[] = [];
  const skills = skill.subarray(0, length);
  const only = marks.indexOf(1);
  if (only === marks.lastIndexOf(1)) {
    // After nearly every run one skill changed: to search for it is quicker than to look at each row.
    const next = (from: number): number => skills.indexOf(only, from);
    for (let row = next(0); row >= 0; row = next(row + 1)) rows.push(row);
  } else {
    for (let row = 0; row < length; row++) if (marks[skills[row] ?? 0] === 1) rows.push(row);
  }
  return rows;
}
