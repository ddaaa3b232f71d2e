import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { inCopy } from "./copy";
import { suite, test } from "./mocha";
import { buddy, workspaceFolder } from "./support";

const folder = (): string => join(workspaceFolder(), ".session-buddy", "checkpoints");
const files = (): readonly string[] => {
  try {
    return readdirSync(folder());
  } catch {
    return []; // none was written yet
  }
};

suite("end of a window", () => {
  test("an account of it is written where that is wanted and something ran", async function () {
    this.timeout(60_000);
    await buddy();
    const settings = vscode.workspace.getConfiguration("sessionBuddy");
    const { Global } = vscode.ConfigurationTarget;
    const before = files();
    await settings.update("checkpoints.onClose", true, Global);
    try {
      await inCopy(() => undefined);
      assert.deepEqual(files(), before);
      await inCopy((_, api) => {
        api.track({ skill: "tool:unfinished" });
      });
      const [name, ...others] = files().filter((file) => !before.includes(file));
      assert.ok(name !== undefined && others.length === 0);
      const text = readFileSync(join(folder(), name), "utf8");
      assert.match(text, /^# End of session: /);
      assert.match(text, /^- unfinished still runs, since \d\d:\d\d\.$/m);
      assert.match(text, /^Git is not asked while a window closes\.$/m);
    } finally {
      await settings.update("checkpoints.onClose", undefined, Global);
    }
  });
});
