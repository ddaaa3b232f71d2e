import assert from "node:assert/strict";
import * as vscode from "vscode";
import { buddy, onlyOne, until } from "./support";
import { suite, test } from "./mocha";

async function task(name: string): Promise<vscode.Task> {
  const found = (await vscode.tasks.fetchTasks()).find((one) => one.name === name);
  assert.ok(found, `the sample has no task “${name}”`);
  return found;
}

function shellTask(name: string, line: string): vscode.Task {
  const definition = { type: "probe", name };
  const execution = new vscode.ShellExecution(line);
  return new vscode.Task(definition, vscode.TaskScope.Workspace, name, "probe", execution);
}

suite("tasks", () => {
  test("a task is one invocation, also though its terminal speaks of it too", async () => {
    const api = await buddy();
    const before = api.invocations();
    await vscode.tasks.executeTask(await task("build"));
    const run = await onlyOne(api, "build", before);
    assert.equal(run.outcome, "completed");
    assert.equal(run.source, "task");
  });

  test("a task's exit code decides, and its duration is within 50 ms of its process's", async () => {
    const api = await buddy();
    const before = api.invocations();
    const times: number[] = [];
    const listeners = [
      vscode.tasks.onDidStartTaskProcess(() => times.push(performance.now())),
      vscode.tasks.onDidEndTaskProcess(() => times.push(performance.now())),
    ];
    await vscode.tasks.executeTask(shellTask("slow", "sleep 0.5; exit 7"));
    const run = await onlyOne(api, "probe: slow", before);
    for (const listener of listeners) listener.dispose();
    const [began = NaN, ended = NaN] = times;
    assert.equal(run.outcome, "failed");
    assert.equal(run.exitCode, 7);
    console.log(
      `      measured ${run.durationMs?.toFixed(1)} ms, process ${(ended - began).toFixed(1)} ms`,
    );
    assert.ok(Math.abs((run.durationMs ?? NaN) - (ended - began)) <= 50);
  });

  test("a background task is marked as such and completes when it is stopped", async () => {
    const api = await buddy();
    const before = api.invocations();
    const execution = await vscode.tasks.executeTask(await task("watch"));
    const running = await until("the watch task to run", () =>
      api
        .invocations()
        .find(({ skill, outcome }) => skill.name === "watch" && outcome === "running"),
    );
    assert.equal(running.background, true);
    execution.terminate();
    const run = await onlyOne(api, "watch", before);
    assert.notEqual(run.outcome, "failed");
  });

  test("a custom task is judged by the code it closes with", async () => {
    const api = await buddy();
    const before = api.invocations();
    const close = new vscode.EventEmitter<number>();
    const custom = new vscode.CustomExecution(() =>
      Promise.resolve({
        onDidWrite: new vscode.EventEmitter<string>().event,
        onDidClose: close.event,
        open: () => setTimeout(() => close.fire(9), 50),
        close: () => undefined,
      }),
    );
    const definition = { type: "probe", name: "custom" };
    const { Workspace } = vscode.TaskScope;
    await vscode.tasks.executeTask(
      new vscode.Task(definition, Workspace, "custom", "probe", custom),
    );
    const run = await onlyOne(api, "probe: custom", before);
    assert.equal(run.outcome, "failed");
  });
});
