import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { agentOfTerminal } from "../agentTerminals";
import { optional } from "../completion";
import type { ShellName } from "../recognition";
import type { Moment, SignalSink } from "../signal";

const shells: Readonly<Record<string, ShellName>> = {
  bash: "bash",
  sh: "bash",
  ksh: "bash",
  gitbash: "bash",
  zsh: "zsh",
  fish: "fish",
  pwsh: "pwsh",
  powershell: "pwsh",
  cmd: "cmd",
};

/**
 * Hears what runs in terminals through shell integration.
 *
 * The events carry no time and no id: the moment is taken here and the execution object names the
 * run. The start is passed on once the terminal's process id is known, so that a task's own terminal
 * can be told apart; the end waits for its start, whichever promise settles first.
 */
export class TerminalSignals extends DisposableStore {
  private readonly begun = new WeakMap<vscode.TerminalShellExecution, Promise<void>>();

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
  ) {
    super();
    this.register(vscode.window.onDidStartTerminalShellExecution((event) => this.start(event)));
    this.register(vscode.window.onDidEndTerminalShellExecution((event) => this.end(event)));
    this.register(
      vscode.window.onDidCloseTerminal((lane) =>
        this.sink({ type: "lane-closed", lane, at: this.now() }),
      ),
    );
  }

  private start({ execution, terminal }: vscode.TerminalShellExecutionStartEvent): void {
    const at = this.now();
    const line = execution.commandLine.value;
    const agentName = agentOfTerminal(terminal.name);
    const begin = async (): Promise<void> => {
      const processId = await terminal.processId;
      this.sink({
        type: "run-started",
        run: execution,
        source: "terminal",
        at,
        lane: terminal,
        subject: { type: "command-line", line, shell: shellOf(terminal) },
        ...optional("cwd", execution.cwd?.fsPath),
        ...optional("processId", processId),
        ...optional("author", agentName === undefined ? undefined : { kind: "agent", agentName }),
      });
    };
    this.begun.set(execution, begin());
  }

  private end({ execution, exitCode }: vscode.TerminalShellExecutionEndEvent): void {
    const at = this.now();
    const finish = async (): Promise<void> => {
      await this.begun.get(execution);
      this.sink({
        type: "run-ended",
        run: execution,
        at,
        // more accurate now than it was at the start
        line: execution.commandLine.value,
        ...optional("exitCode", exitCode),
      });
    };
    void finish();
  }
}

function shellOf(terminal: vscode.Terminal): ShellName {
  return shells[terminal.state.shell ?? "bash"] ?? "bash";
}
