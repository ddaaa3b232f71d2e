import { optional } from "./completion";
import type { RunSubject } from "./signal";

/** What an editor says of a task. */
export interface TaskFacts {
  readonly name: string;
  /** Where it comes from: "Workspace", "npm", "make", … */
  readonly source: string;
  readonly background: boolean;
  readonly detail?: string;
  /** "build", "test", "clean", "rebuild". */
  readonly group?: string;
  readonly line?: string;
  readonly cwd?: string;
}

const byGroup: Readonly<Record<string, { category: string; phase: string }>> = {
  test: { category: "Testing", phase: "verification" },
  build: { category: "Build", phase: "execution" },
  rebuild: { category: "Build", phase: "execution" },
  clean: { category: "Build", phase: "cleanup" },
};

/** Unset variables and absolute values such as `${workspaceFolder}` are no path we can keep. */
const unresolved = /\$\{/;

/**
 * @returns the skill of a task: `name` for the workspace's own, `source: name` (as the editor lists
 * it) for others; a task of the test group is a test. A watch task counts as background also where
 * only its detail says so.
 */
export function taskSubject(task: TaskFacts): {
  readonly subject: RunSubject;
  readonly background: boolean;
  readonly cwd?: string;
} {
  const name = task.source === "Workspace" ? task.name : `${task.source}: ${task.name}`;
  const group = task.group === undefined ? undefined : byGroup[task.group];
  const line = task.line !== undefined && !unresolved.test(task.line) ? task.line : undefined;
  return {
    subject: {
      type: "skill",
      skill: { kind: task.group === "test" ? "test" : "task", name },
      category: group?.category ?? "Tasks",
      ...optional("phase", group?.phase),
      ...optional("line", line),
    },
    background: task.background || /\bwatch/i.test(task.detail ?? ""),
    ...optional("cwd", task.cwd !== undefined && !unresolved.test(task.cwd) ? task.cwd : undefined),
  };
}
