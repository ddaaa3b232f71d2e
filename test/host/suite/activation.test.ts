import assert from "node:assert/strict";
import * as vscode from "vscode";
import { suite, test } from "./mocha";

suite("activation", () => {
  test("activates and offers its API", async () => {
    const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
    assert.ok(extension, "the extension is not installed");
    const api: unknown = await extension.activate();
    assert.ok(extension.isActive);
    assert.equal(typeof api, "object");
    assert.notEqual(api, null);
  });
});
