import assert from "node:assert/strict";
import * as vscode from "vscode";
import { suite, test } from "./mocha";

interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** What the editor itself measured, whole milliseconds; "?" where it keeps no such marks. */
function activationMs(): number | "?" {
  const { MonacoPerformanceMarks } = globalThis as { MonacoPerformanceMarks?: Marks };
  const at = (moment: string): number | undefined =>
    MonacoPerformanceMarks?.getMarks().find(
      ({ name }) => name === `code/extHost/${moment}ActivateExtension/session-buddy.session-buddy`,
    )?.startTime;
  const [began, ended] = [at("will"), at("did")];
  return began === undefined || ended === undefined ? "?" : Math.round(ended - began);
}

suite("activation", () => {
  test("activates and offers its API", async () => {
    const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
    assert.ok(extension, "the extension is not installed");
    const api: unknown = await extension.activate();
    assert.ok(extension.isActive);
    assert.equal(typeof api, "object");
    assert.notEqual(api, null);
    console.log(`      activate took ${activationMs()} ms on the host's thread`);
  });
});
