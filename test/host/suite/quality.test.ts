import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { CoverageSeries } from "../../../src/analysis/coverageHistory";
import { scheduleTimeout } from "../../../src/base/schedule";
import { startWorkerThread, StoreClient } from "../../../src/worker/client";
import { suite, suiteSetup, suiteTeardown, test } from "./mocha";
import { buddy, shell, until, workspaceFolder } from "./support";

const path = "coverage/lcov.info";
const writing = (hit: number): string =>
  `mkdir -p coverage && printf 'SF:a.ts\\nLF:10\\nLH:${hit}\\nend_of_record\\n' > ${path}`;

suite("quality", () => {
  let store: StoreClient;

  suiteSetup(async () => {
    await buddy();
    const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
    assert.ok(extension);
    const built = (name: string): string => join(extension.extensionPath, "dist", name);
    // What a report of another window would read.
    const data = {
      ...{ folder: join(workspaceFolder(), ".session-buddy"), modelFolder: "/nowhere" },
      ...{ wasmPath: built("sql-wasm.wasm"), embedding: { type: "words" } as const },
    };
    store = new StoreClient(
      startWorkerThread(built("worker.cjs"), () => data),
      scheduleTimeout,
    );
  });
  suiteTeardown(() => {
    store.dispose();
    rmSync(join(workspaceFolder(), "coverage"), { recursive: true, force: true });
  });

  const series = async (): Promise<CoverageSeries | undefined> => {
    const { coverage } = await store.call("quality", { filter: {} });
    return coverage.find((one) => one.path === path);
  };
  const measured = (times: number): Promise<CoverageSeries> =>
    until(`${times} measurements`, async () => {
      const found = await series();
      return found?.measurements === times ? found : undefined;
    });

  test("what a command in a terminal and a task write as coverage is in the report", async function () {
    this.timeout(60_000);
    const terminal = await shell();
    const begunMs = Date.now();
    terminal.sendText(writing(8));
    const first = await measured(1);
    assert.deepEqual([first.newest.covered, first.newest.total], [8, 10]);
    assert.ok(first.newest.measuredAtMs >= begunMs - 1000);
    terminal.dispose();
    const task = new vscode.Task(
      { type: "shell" },
      vscode.TaskScope.Workspace,
      "cover",
      "test",
      new vscode.ShellExecution(writing(9)),
    );
    await vscode.tasks.executeTask(task);
    const second = await measured(2);
    assert.equal(second.newest.share, 0.9);
    assert.ok(Math.abs((second.sinceBefore ?? 0) - 10) < 1e-9);
  });

  test("no report is read while recording is paused", async function () {
    this.timeout(60_000);
    const terminal = await shell();
    await vscode.commands.executeCommand("sessionBuddy.pauseTracking");
    try {
      const before = (await series())?.measurements ?? 0;
      const file = join(workspaceFolder(), path);
      rmSync(file, { force: true });
      terminal.sendText(writing(1));
      await until("the file", () => existsSync(file) || undefined);
      // Longer than runs are gathered for.
      await new Promise((resolve) => setTimeout(resolve, 5000));
      assert.equal((await series())?.measurements ?? 0, before);
    } finally {
      await vscode.commands.executeCommand("sessionBuddy.resumeTracking");
      terminal.dispose();
    }
  });
});
