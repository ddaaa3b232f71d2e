import * as vscode from "vscode";
import { DisposableStore } from "../base/dispose";

/**
 * Knows in which terminals something runs, recorded or not: text sent there would go to that
 * program instead of the shell.
 */
export class BusyTerminals extends DisposableStore {
  private readonly running = new WeakMap<object, vscode.TerminalShellExecution>();

  constructor() {
    super();
    this.register(
      vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
        this.running.set(terminal, execution);
      }),
    );
    this.register(
      vscode.window.onDidEndTerminalShellExecution(({ terminal, execution }) => {
        // A late end of an earlier command does not free a terminal that runs another.
        if (this.running.get(terminal) === execution) this.running.delete(terminal);
      }),
    );
  }

  has(terminal: object): boolean {
    return this.running.has(terminal);
  }
}
