import assert from "node:assert/strict";
import * as vscode from "vscode";
import { buddy, onlyOne } from "./support";
import { suite, suiteSetup, suiteTeardown, test } from "./mocha";

/** The built-in extension for .ipynb files brings this type. */
const type = "jupyter-notebook";
const listeners: vscode.Disposable[] = [];

suite("notebooks", () => {
  suiteSetup(() => {
    const controller = vscode.notebooks.createNotebookController("probe", type, "Probe");
    let order = 0;
    controller.executeHandler = (cells) => {
      for (const cell of cells) {
        const execution = controller.createNotebookCellExecution(cell);
        execution.executionOrder = ++order;
        const nowMs = Date.now();
        execution.start(nowMs - 1_234);
        execution.end(order === 1, nowMs);
      }
    };
    listeners.push(controller);
  });

  suiteTeardown(() => {
    for (const listener of listeners) listener.dispose();
  });

  test("a cell run is one invocation with the notebook's own timing and verdict", async () => {
    const api = await buddy();
    const document = await vscode.workspace.openNotebookDocument(
      type,
      new vscode.NotebookData([
        new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "1 + 1", "javascript"),
      ]),
    );
    await vscode.window.showNotebookDocument(document);
    const name = vscode.workspace.asRelativePath(document.uri);
    for (const outcome of ["completed", "failed"]) {
      const before = api.invocations();
      await vscode.commands.executeCommand("notebook.selectKernel", {
        id: "probe",
        extension: "session-buddy.session-buddy",
      });
      await vscode.commands.executeCommand("notebook.cell.execute", {
        ranges: [{ start: 0, end: 1 }],
        document: document.uri,
      });
      const run = await onlyOne(api, name, before);
      assert.equal(run.outcome, outcome);
      assert.equal(run.durationMs, 1_234);
    }
  });
});
