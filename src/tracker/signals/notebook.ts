import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import type { Moment, SignalSink } from "../signal";

/** Hears notebook cells; the editor itself says when a run began, when it ended and how. */
export class NotebookSignals extends DisposableStore {
  /** When each cell last began: execution orders begin anew with the kernel. */
  private readonly lastStart = new WeakMap<vscode.NotebookCell, number>();

  constructor(
    private readonly sink: SignalSink,
    private readonly now: () => Moment,
  ) {
    super();
    this.register(
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges }) => {
        for (const { cell, executionSummary } of cellChanges) {
          if (executionSummary !== undefined) this.ran(notebook, cell, executionSummary);
        }
      }),
    );
  }

  private ran(
    notebook: vscode.NotebookDocument,
    cell: vscode.NotebookCell,
    summary: vscode.NotebookCellExecutionSummary,
  ): void {
    const { timing, success } = summary;
    if (timing === undefined || this.lastStart.get(cell) === timing.startTime) return;
    this.lastStart.set(cell, timing.startTime);
    const heard = this.now();
    const durationMs = Math.max(0, timing.endTime - timing.startTime);
    const run = {};
    this.sink({
      type: "run-started",
      run,
      source: "notebook",
      at: { wallMs: timing.startTime, monotonicMs: heard.monotonicMs - durationMs },
      subject: {
        type: "skill",
        skill: { kind: "notebook", name: vscode.workspace.asRelativePath(notebook.uri) },
        category: "Notebooks",
        phase: "execution",
      },
      background: false,
    });
    this.sink({
      type: "run-ended",
      run,
      at: heard,
      durationMs,
      outcome: success === undefined ? "unknown" : success ? "completed" : "failed",
    });
  }
}
