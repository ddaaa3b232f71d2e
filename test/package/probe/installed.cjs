"use strict";
// Runs in the extension host of a window that has the packed extension installed.
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { setTimeout: delay } = require("node:timers/promises");
const vscode = require("vscode");

/** The store writes in its own time. */
async function readWhenWritten(file, timeoutMs = 20_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return readFileSync(file);
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}

exports.run = async () => {
  const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
  assert.ok(extension, "the extension is not installed");
  assert.match(extension.extensionPath, /extensions with spaces/);
  const api = await extension.activate();
  api.track({ skill: "smoke" })();
  // Takes the worker and SQLite, both from the package.
  await vscode.commands.executeCommand("sessionBuddy.saveNow");
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  const database = await readWhenWritten(path.join(folder, ".session-buddy", "session-buddy.db"));
  assert.equal(database.subarray(0, 15).toString(), "SQLite format 3");
  assert.ok(database.includes("smoke"), "the database does not hold what was tracked");
};
