import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SessionBuddyApi } from "../../../src/serve/api";
import type { Invocation } from "../../../src/tracker/model";

/** @returns the API of the extension under test. */
export async function buddy(): Promise<SessionBuddyApi> {
  const extension = vscode.extensions.getExtension<SessionBuddyApi>("session-buddy.session-buddy");
  assert.ok(extension, "the extension is not installed");
  return extension.activate();
}

/** Waits until `probe` gives a value; asks every 25 ms. Fails with `what` after `limitMs`. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  limitMs = 15_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The invocations that were not there before. */
export function invocationsSince(
  api: SessionBuddyApi,
  before: readonly Invocation[],
): Invocation[] {
  const known = new Set(before.map(({ id }) => id));
  return api.invocations().filter(({ id }) => !known.has(id));
}

/** Waits for the newest invocation of this name to end, and checks that there is no other since `before`. */
export async function onlyOne(
  api: SessionBuddyApi,
  name: string,
  before: readonly Invocation[],
): Promise<Invocation> {
  const fresh = (): Invocation[] => invocationsSince(api, before);
  const found = await until(`“${name}” to end`, () =>
    fresh().find(({ skill, outcome }) => skill.name === name && outcome !== "running"),
  );
  assert.deepEqual(
    fresh().map(({ skill }) => skill.name),
    [name],
    "exactly one invocation",
  );
  return found;
}

/**
 * Opens a terminal that is heard: a first command, `true`, has come through as an invocation. What
 * is typed before the shell has drawn its first prompt may reach no event of the editor.
 */
export async function shell(name = "test"): Promise<vscode.Terminal> {
  const api = await buddy();
  const terminal = vscode.window.createTerminal({ name, shellPath: "/bin/bash" });
  terminal.show();
  await until("shell integration", () => terminal.shellIntegration);
  const known = new Set(api.invocations().map(({ id }) => id));
  const isHeard = (): true | undefined =>
    api.invocations().some(({ id, outcome }) => !known.has(id) && outcome === "completed") ||
    undefined;
  await until("a first command to be heard", async () => {
    terminal.sendText("true");
    return until("this one", isHeard, 3000).catch(() => undefined);
  });
  return terminal;
}

/** The first workspace folder of the test window. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder, "no folder is open");
  return folder;
}
