import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { optional } from "../completion";
import type { Moment, SignalSink } from "../signal";
import { taskSubject } from "../taskSubject";

/** How long the end of a task waits for the end of its process, milliseconds. */
const graceMs = 1_000;

interface OpenTask {
  readonly startedAt: Moment;
  /** A process began; how it ended will be told by its own event. */
  processes: number;
  announced: boolean;
}

/**
 * Hears tasks. The run begins with the task's process; a task without one (a custom execution)
 * begins with the task and ends without a result. Compound tasks have no execution of their own:
 * their parts count, they do not.
 */
export class TaskSignals extends DisposableStore {
  private readonly open = new Map<vscode.TaskExecution, OpenTask>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
  ) {
    super();
    const { tasks } = vscode;
    this.register(
      tasks.onDidStartTask(({ execution }) => {
        this.open.set(execution, { startedAt: this.now(), processes: 0, announced: false });
        if (execution.task.execution instanceof vscode.CustomExecution) this.announce(execution);
      }),
    );
    this.register(
      tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const task = this.open.get(execution);
        if (task === undefined) return;
        task.processes++;
        this.announce(execution, processId);
      }),
    );
    this.register(
      tasks.onDidEndTaskProcess(({ execution, exitCode }) => this.end(execution, exitCode)),
    );
    this.register(
      tasks.onDidEndTask(({ execution }) => {
        // Both ends are sent at once; where a process began, its own carries the exit code.
        const task = this.open.get(execution);
        if (task === undefined) return;
        if (task.processes === 0) this.end(execution, undefined);
        else this.later(() => this.end(execution, undefined));
      }),
    );
  }

  override dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    super.dispose();
  }

  private later(action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, graceMs);
    this.timers.add(timer);
  }

  private announce(execution: vscode.TaskExecution, processId?: number): void {
    const task = this.open.get(execution);
    if (task === undefined || task.announced) return;
    task.announced = true;
    const { subject, background, cwd } = taskSubject(describe(execution.task));
    this.sink({
      type: "run-started",
      run: execution,
      source: "task",
      at: processId === undefined ? task.startedAt : this.now(),
      subject,
      background,
      ...optional("cwd", cwd),
      ...optional("processId", processId),
    });
  }

  private end(execution: vscode.TaskExecution, exitCode: number | undefined): void {
    const task = this.open.get(execution);
    if (task === undefined) return;
    this.open.delete(execution);
    if (!task.announced) return;
    this.sink({
      type: "run-ended",
      run: execution,
      at: this.now(),
      ...optional("exitCode", exitCode),
      ...(exitCode === undefined && task.processes > 0
        ? { outcome: "abandoned" as const, reason: "cancelled" as const }
        : {}),
    });
  }
}

function describe(task: vscode.Task): Parameters<typeof taskSubject>[0] {
  const { execution, scope, group } = task;
  const shell = execution instanceof vscode.ShellExecution ? execution : undefined;
  const process = execution instanceof vscode.ProcessExecution ? execution : undefined;
  const words = (values: readonly (string | vscode.ShellQuotedString)[]): string =>
    values.map((word) => (typeof word === "string" ? word : word.value)).join(" ");
  const command = shell?.command;
  const line =
    shell?.commandLine ??
    (command !== undefined
      ? words([command, ...(shell?.args ?? [])])
      : process && words([process.process, ...process.args]));
  const folder = typeof scope === "object" ? scope.uri.fsPath : undefined;
  return {
    name: task.name,
    source: task.source,
    background: task.isBackground,
    ...optional("detail", task.detail),
    ...optional("group", group?.id),
    ...optional("line", line),
    ...optional("cwd", shell?.options?.cwd ?? process?.options?.cwd ?? folder),
  };
}
