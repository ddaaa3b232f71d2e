import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { SessionBuddyApi } from "../../../src/serve/api";
import { suite, test } from "./mocha";
import { until } from "./support";

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

/** What was handed out and not given back yet, with how often it was. */
class Ledger {
  private readonly live = new Map<object, string>();

  get left(): readonly string[] {
    return [...this.live.values()].sort();
  }

  /** @returns a stand-in for a disposable that is remembered until it is disposed. */
  lend<T extends { dispose(): unknown }>(name: string, given: T): T {
    const lent = new Proxy(given, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (key === "dispose") {
          return () => {
            this.live.delete(lent);
            return target.dispose();
          };
        }
        return typeof value === "function" ? (value as Callable).bind(target) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value),
    });
    this.live.set(lent, name);
    return lent;
  }
}

type Callable = (...given: unknown[]) => unknown;

/** The real API, in which every subscription and registration is entered into a ledger. */
function counted(real: object, ledger: Ledger, path: string): object {
  return new Proxy(real, {
    get(target, key): unknown {
      const value: unknown = Reflect.get(target, key);
      const name = `${path}.${String(key)}`;
      if (typeof value === "object" && value !== null && path.startsWith("git")) {
        return counted(value, ledger, name);
      }
      if (typeof value !== "function" || /^[A-Z]/.test(String(key))) return value;
      const call = value as Callable;
      const own = standIns[name];
      const isLent = /^(on[DW]|register|create)/.test(String(key));
      return (...given: unknown[]): unknown => {
        const result = own === undefined ? call.apply(target, given) : own(call, given, ledger);
        if (name === "extensions.getExtension") return counted(result as object, ledger, "git");
        if (name === "git.activate") {
          return (result as Promise<object>).then((api) => counted(api, ledger, name));
        }
        if (name === "git.activate.getAPI") return counted(result as object, ledger, name);
        return isLent && result !== undefined
          ? ledger.lend(name, result as vscode.Disposable)
          : result;
      };
    },
  });
}

/** The real extension runs beside this one: what may exist once only gets another name, or a stand-in. */
const standIns: Readonly<
  Record<string, (call: Callable, given: unknown[], ledger: Ledger) => unknown>
> = {
  "commands.registerCommand": (call, [id, ...rest]) => call(`leakTest.${String(id)}`, ...rest),
  "commands.executeCommand": () => Promise.resolve(undefined),
  "window.registerWebviewPanelSerializer": (call, [type, ...rest]) =>
    call(`leakTest.${String(type)}`, ...rest),
  "window.createTreeView": (_call, _given, ledger) => ({
    visible: true,
    onDidChangeVisibility: () =>
      ledger.lend("treeView.onDidChangeVisibility", { dispose: () => undefined }),
    dispose: () => undefined,
  }),
};

/** Waits until the git extension knows the repository, so that it is watched from the start. */
async function openRepository(): Promise<void> {
  const extension = vscode.extensions.getExtension<{
    getAPI(version: 1): { readonly repositories: readonly object[] };
  }>("vscode.git");
  const git = (await extension?.activate())?.getAPI(1);
  await until("the repository", () => git?.repositories[0], 30_000);
}

suite("leaks", () => {
  test("no listener is left after the extension is disposed", async function () {
    this.timeout(60_000);
    const ledger = new Ledger();
    const loader = Module as unknown as Loader;
    const load = loader._load.bind(loader);
    const namespaces = ["window", "workspace", "commands", "tasks", "debug", "extensions"] as const;
    const api: Record<string, unknown> = { ...vscode };
    for (const name of namespaces) api[name] = counted(vscode[name], ledger, name);
    loader._load = (request, ...rest) => (request === "vscode" ? api : load(request, ...rest));
    await openRepository();
    const storage = mkdtempSync(join(tmpdir(), "session-buddy-leaks-"));
    try {
      const { activate } = await import("../../../src/extension");
      // Other extensions that load meanwhile get the real thing.
      loader._load = load;
      const state = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
      const subscriptions: vscode.Disposable[] = [];
      const root = process.env["SESSION_BUDDY_ROOT"] ?? "";
      const context = {
        subscriptions,
        workspaceState: state,
        globalState: state,
        extensionUri: vscode.Uri.file(root),
        asAbsolutePath: (path: string) => join(root, path),
        storageUri: vscode.Uri.file(storage),
        globalStorageUri: vscode.Uri.file(storage),
      } as unknown as vscode.ExtensionContext;
      const buddy: SessionBuddyApi = activate(context);
      buddy.track({ skill: "tool:leak-test" })();
      await until("the git repository to be watched", () =>
        ledger.left.some((name) => name.includes("state.onDidChange")) ? true : undefined,
      );
      assert.ok(ledger.left.length > 30, `only ${ledger.left.length} are counted`);
      for (const one of subscriptions.reverse()) one.dispose();
      assert.deepEqual(ledger.left, []);
    } finally {
      loader._load = load;
      rmSync(storage, { recursive: true, force: true });
    }
  });
});
