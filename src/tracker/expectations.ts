import type { SkillRef } from "./model";
import type { Launch } from "./signal";

/** How long an inserted command waits for its Enter. */
const patienceMs = 10 * 60_000;
const most = 50;

interface Expected {
  readonly line?: string;
  /** Kinds are left out: a test may be launched as a task. */
  readonly name: string;
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
    const { name } = run.skill;
    const line = run.line === undefined ? {} : { line: run.line.trim() };
    const others = this.expected.filter((one) => one.name !== name && one.untilMs > nowMs);
    this.expected = [...others, { name, launch, untilMs: nowMs + patienceMs, ...line }].slice(
      -most,
    );
  }

  /** @returns the launch that explains a run which began now; it explains only one. */
  take(line: string | undefined, skill: SkillRef, nowMs: number): Launch | undefined {
    const index = this.expected.findIndex(
      (one) =>
        one.untilMs > nowMs &&
        (one.name === skill.name || (one.line !== undefined && one.line === line)),
    );
    return index < 0 ? undefined : this.expected.splice(index, 1)[0]?.launch;
  }
}
