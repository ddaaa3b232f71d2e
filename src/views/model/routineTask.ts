import type { SkillSummary } from "../../analysis/model";

/** A step of a routine, as far as it is known how to run it. */
export type RoutineStep = Pick<SkillSummary, "kind" | "name" | "label" | "command" | "cwd">;

/** A task as `tasks.json` holds it. */
export interface TaskEntry {
  readonly label: string;
  readonly type?: "shell";
  readonly command?: string;
  readonly options?: { readonly cwd: string };
  readonly dependsOn?: readonly string[];
  readonly dependsOrder?: "sequence";
  readonly problemMatcher?: readonly string[];
}

/**
 * The tasks that run the steps one after the other: one for each command line that is not a task of
 * this label yet, and one that depends on them in order. The shell takes each line as it was typed.
 *
 * @param taken labels of the tasks that are there; none of them is given out again.
 * @returns undefined where a step is neither a task nor a command line.
 */
export function routineTasks(
  steps: readonly RoutineStep[],
  title: string,
  taken: ReadonlySet<string>,
): readonly TaskEntry[] | undefined {
  const added: TaskEntry[] = [];
  const dependsOn: string[] = [];
  for (const step of steps) {
    const label = step.kind === "task" ? step.name : step.command;
    if (label === undefined) return undefined;
    dependsOn.push(label);
    if (step.kind === "task" || taken.has(label)) continue;
    if (added.some((one) => one.label === label)) continue;
    const options = step.cwd === undefined ? {} : { options: { cwd: step.cwd } };
    added.push({ label, type: "shell", command: label, ...options, problemMatcher: [] });
  }
  const whole: TaskEntry = {
    label: freeLabel(title, new Set([...taken, ...dependsOn])),
    dependsOn,
    dependsOrder: "sequence",
    problemMatcher: [],
  };
  return [...added, whole];
}

function freeLabel(title: string, taken: ReadonlySet<string>): string {
  let label = title;
  for (let number = 2; taken.has(label); number++) label = `${title} (${number})`;
  return label;
}
