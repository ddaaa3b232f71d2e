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
