import { skillKey, type SkillKey, type SkillRef } from "./model";
import type { Launch } from "./signal";

/** How long an inserted command waits for its Enter. */
const patienceMs = 10 * 60_000;
const most = 50;

interface Expected {
  readonly line?: string;
  readonly key: SkillKey;
  readonly launch: Launch;
  readonly untilMs: number;
}

/**
 * Joins a choice to the run it leads to: the recommendation was clicked here, the command starts
 * there, seconds or minutes later.
 */
export class Expectations {
  private expected: Expected[] = [];

  /** A run of this skill (with this line, if given) will come of `launch`. */
  add(
    run: { readonly skill: SkillRef; readonly line?: string },
    launch: Launch,
    nowMs: number,
  ): void {
    const key = skillKey(run.skill);
    const line = run.line === undefined ? {} : { line: run.line.trim() };
    const others = this.expected.filter((one) => one.key !== key && one.untilMs > nowMs);
    this.expected = [...others, { key, launch, untilMs: nowMs + patienceMs, ...line }].slice(-most);
  }

  /** @returns the launch that explains a run which began now; it explains only one. */
  take(line: string | undefined, skill: SkillRef, nowMs: number): Launch | undefined {
    const key = skillKey(skill);
    const index = this.expected.findIndex(
      (one) =>
        one.untilMs > nowMs && (one.key === key || (one.line !== undefined && one.line === line)),
    );
    return index < 0 ? undefined : this.expected.splice(index, 1)[0]?.launch;
  }
}
