import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { Worker } from "node:worker_threads";
import * as vscode from "vscode";
import type { SessionBuddyApi } from "../../../src/serve/api";
import { countedApi, Held } from "./countedApi";

const root = process.env["SESSION_BUDDY_ROOT"] ?? "";
/** A command of the copy, by the id it has in the extension itself. */
export const otherId = (id: string): string => `leakTest.${id}`;

type Timer = (callback: () => void, ms?: number) => NodeJS.Timeout;

/** Timers that count as held until they fire or are cleared. */
function countedTimers(held: Held) {
  const start =
    (real: Timer, name: string, isOnce: boolean): Timer =>
    (callback, ms) => {
      const timer = real(() => {
        if (isOnce) held.drop(timer);
        callback();
      }, ms);
      held.add(timer, `${name} ${ms} ms`);
      return timer;
    };
  const clear = (timer: NodeJS.Timeout | undefined): void => {
    clearTimeout(timer);
    if (timer !== undefined) held.drop(timer);
  };
  return {
    setTimeout: start(setTimeout, "setTimeout", true),
    setInterval: start(setInterval, "setInterval", false),
    clearTimeout: clear,
    clearInterval: clear,
  };
}

function countedWorker(held: Held): typeof Worker {
  return class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      held.add(this, "worker thread");
      this.once("exit", () => held.drop(this));
    }
  };
}

/** The extension as it is built, loaded a second time on a counted API. */
function loadCopy(held: Held): {
  readonly activate: (context: vscode.ExtensionContext) => SessionBuddyApi;
} {
  const file = join(root, "dist/extension.cjs");
  const load = createRequire(file);
  const modules: Readonly<Record<string, object>> = {
    vscode: countedApi(held, otherId),
    "node:worker_threads": { Worker: countedWorker(held) },
  };
  const timers = countedTimers(held);
  const copy = { exports: {} };
  const names = ["module", "exports", "require", ...Object.keys(timers)];
  const run = compileFunction(readFileSync(file, "utf8"), names, { filename: file }) as (
    ...given: unknown[]
  ) => void;
  const require = (id: string): unknown => modules[id] ?? load(id);
  run(copy, copy.exports, require, ...Object.values(timers));
  return copy.exports as ReturnType<typeof loadCopy>;
}

/** As much of a context as the extension uses, with a storage of its own. */
function contextIn(folder: string): vscode.ExtensionContext {
  const uri = vscode.Uri.file(folder);
  const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
  assert.ok(extension);
  const context: Partial<vscode.ExtensionContext> = {
    extension,
    subscriptions: [],
    extensionUri: vscode.Uri.file(root),
    asAbsolutePath: (path) => join(root, path),
    storageUri: uri,
    globalStorageUri: uri,
    workspaceState: aMemento(),
    globalState: { ...aMemento(), setKeysForSync: () => undefined },
    secrets: {
      get: () => Promise.resolve(undefined),
      store: () => Promise.resolve(),
      delete: () => Promise.resolve(),
      onDidChange: () => ({ dispose: () => undefined }),
    },
  };
  return context as vscode.ExtensionContext;
}

function aMemento(): vscode.Memento {
  const state = new Map<string, unknown>();
  return {
    keys: () => [...state.keys()],
    get: (key: string) => state.get(key) as never,
    update: (key, value) => {
      state.set(key, value);
      return Promise.resolve();
    },
  };
}

/** Activates a copy, uses it and ends it as the editor would. @returns what it still holds. */
export async function inCopy(
  use: (held: Held, api: SessionBuddyApi) => void | Promise<void>,
): Promise<Held> {
  const folder = mkdtempSync(join(tmpdir(), "leaks-"));
  const held = new Held();
  const context = contextIn(folder);
  try {
    await use(held, loadCopy(held).activate(context));
  } finally {
    for (const owned of context.subscriptions.reverse()) owned.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
  return held;
}
