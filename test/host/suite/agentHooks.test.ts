import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { createAgentHooks } from "../../../src/hooks/createAgentHooks";
import { hookCommands } from "../../../src/views/commands/agents";
import { hookWindow } from "../../support/hooks";
import { suite, test } from "./mocha";

type Ask = typeof vscode.window.showWarningMessage;

/** Puts answers in the place of the editor's questions; what was shown behind them is in `shown`. */
function answering(answer: string | undefined) {
  const shown: { readonly question: string; readonly texts: readonly string[] }[] = [];
  const told: string[] = [];
  const { showQuickPick, showWarningMessage, showInformationMessage } = vscode.window;
  const pick = (items: readonly { readonly agent: string }[]) =>
    Promise.resolve(items.find(({ agent }) => agent === "claude"));
  const ask = async (question: string, options: vscode.MessageOptions, ...yes: string[]) => {
    assert.equal(options.modal, true);
    shown.push({ question: `${question}\n${options.detail ?? ""}`, texts: await comparedTexts() });
    assert.ok(answer === undefined || yes.includes(answer));
    return answer;
  };
  const tell = (sentence: string) => Promise.resolve(void told.push(sentence));
  Object.assign(vscode.window, {
    showQuickPick: pick,
    showWarningMessage: ask as unknown as Ask,
    showInformationMessage: tell,
  });
  const restore = (): void =>
    void Object.assign(vscode.window, {
      ...{ showQuickPick, showWarningMessage, showInformationMessage },
    });
  return { shown, told, restore };
}

/** Both sides of the comparison that is open. */
async function comparedTexts(): Promise<readonly string[]> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff);
  const documents = await Promise.all(
    [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
  );
  return documents.map((document) => document.getText());
}

const comparisons = (): number =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff).length;

suite("connecting an agent", () => {
  test("shows the file as it will be, asks, connects, and takes all of it out again", async () => {
    const window = hookWindow({
      scriptSource: "",
      isTrusted: () => vscode.workspace.isTrusted,
      onDidGrantTrust: vscode.workspace.onDidGrantWorkspaceTrust,
    });
    const file = join(window.root, "work", ".claude", "settings.local.json");
    const hooks = createAgentHooks(window.options);
    const commands = hookCommands({ hooks });
    try {
      const no = answering(undefined);
      await commands["sessionBuddy.connectAgent"]().finally(no.restore);
      assert.ok(no.shown[0]?.question.includes(file));
      assert.ok(!existsSync(file));
      assert.deepEqual([no.told, comparisons()], [[], 0]);

      const yes = answering("Connect");
      await commands["sessionBuddy.connectAgent"]().finally(yes.restore);
      assert.deepEqual(yes.shown[0]?.texts, ["", readFileSync(file, "utf8")]);
      assert.match(yes.told.join(), /Claude Code is connected/);
      assert.ok(hooks.isConnected("claude"));
      assert.equal(comparisons(), 0);

      const out = answering("Disconnect");
      const text = readFileSync(file, "utf8");
      await commands["sessionBuddy.disconnectAgent"]().finally(out.restore);
      assert.deepEqual(out.shown[0]?.texts, [text, ""]);
      assert.match(out.told.join(), /Claude Code is disconnected/);
      assert.ok(!existsSync(join(window.root, "work", ".claude")));
    } finally {
      hooks.dispose();
      rmSync(window.root, { recursive: true });
    }
  });
});
