import assert from "node:assert/strict";
import * as vscode from "vscode";
import { registerParticipant } from "../../../src/views/chat/participant";
import type { ChatParts } from "../../../src/views/chat/chatParts";
import { historyOf, someTime } from "../../support/history";
import { aReport } from "../../support/report";
import { aRecommendation, aSkill, aSnapshot, english } from "../../support/views";
import { suite, test } from "./mocha";
import { buddy, until } from "./support";

const closes = aRecommendation("command:workbench.action.closeSidebar", [
  { factor: "completion", value: 1, share: 0.8, count: 8, total: 10 },
]);
const builds = aRecommendation("task:build", [{ factor: "frequency", value: 1, share: 0.2 }]);

/** The participant over a history of the test's own; the editor hands requests to nobody without a model. */
function aParticipant(
  recommend: ChatParts["history"]["recommend"] = () => Promise.resolve([closes, builds]),
) {
  const asked: unknown[] = [];
  const skills = [aSkill(closes.key), aSkill(builds.key), aSkill("task:quiet")];
  const parts = {
    extensionUri: vscode.Uri.file("/extension"),
    clock: { nowMs: () => someTime, monotonicMs: () => performance.now() },
    tracker: { sessionId: "s1" },
    phases: { pinned: undefined },
    source: {
      current: aSnapshot({ skills }),
      context: (changes: object) => ({ nowMs: someTime, sessionId: "s1", limit: 5, ...changes }),
    },
    history: {
      recommend: (context: Parameters<typeof recommend>[0]) => {
        asked.push(context.query);
        return recommend(context);
      },
      prepareSearch: () => Promise.resolve({ state: "ready", missing: 0 }),
      report: () => Promise.resolve(aReport(historyOf([{ skill: "task:build", at: someTime }]))),
    },
    log: { error: () => undefined },
    context: () => english(skills),
  };
  const participant = {
    followupProvider: undefined as vscode.ChatFollowupProvider | undefined,
    dispose: () => undefined,
  };
  let handler: vscode.ChatRequestHandler | undefined;
  const { createChatParticipant } = vscode.chat;
  Object.assign(vscode.chat, {
    createChatParticipant: (id: string, given: vscode.ChatRequestHandler) => {
      assert.equal(id, "sessionBuddy.buddy");
      handler = given;
      return participant;
    },
  });
  try {
    registerParticipant(parts as unknown as ChatParts);
  } finally {
    Object.assign(vscode.chat, { createChatParticipant });
  }
  return {
    asked,
    ask: async (prompt: string, command?: string, isCancelled = false) => {
      const texts: string[] = [];
      const buttons: vscode.Command[] = [];
      const stream = {
        progress: () => undefined,
        markdown: (text: string) => texts.push(text),
        button: (button: vscode.Command) => buttons.push(button),
      };
      const cancelling = new vscode.CancellationTokenSource();
      if (isCancelled) cancelling.cancel();
      const result = await handler?.(
        { prompt, command } as vscode.ChatRequest,
        { history: [] },
        stream as unknown as vscode.ChatResponseStream,
        cancelling.token,
      );
      const next = await participant.followupProvider?.provideFollowups(
        result ?? {},
        { history: [] },
        cancelling.token,
      );
      return { text: texts.join("\n"), buttons, result, next: next ?? [] };
    },
  };
}

suite("chat participant", () => {
  test("a described problem is answered, and kept only when a suggestion is run", async () => {
    const api = await buddy();
    const { ask, asked } = aParticipant();
    const before = api.invocations();
    const { text, buttons, result, next } = await ask(" the sidebar is in the way ");
    assert.deepEqual(asked, ["the sidebar is in the way"]);
    assert.match(
      text,
      /^What worked here:\n\n1\. \*\*workbench\\\.action\\\.closeSidebar\*\* — 8 of/,
    );
    assert.deepEqual(
      buttons.map(({ title }) => title),
      ["Run “workbench.action.closeSidebar”", "Run “build”"],
    );
    assert.doesNotMatch(JSON.stringify(result), /in the way/);
    assert.deepEqual(
      next.map(({ command }) => command),
      ["explain", "report"],
    );
    assert.deepEqual(api.invocations(), before);

    const [first] = buttons;
    assert.ok(first);
    const given = JSON.parse(JSON.stringify(first.arguments)) as unknown[];
    await vscode.commands.executeCommand(first.command, ...given);
    const ran = await until("the suggestion to run", () =>
      api.invocations().find(({ query }) => query === "the sidebar is in the way"),
    );
    assert.equal(ran.skill.name, "workbench.action.closeSidebar");
    assert.equal(ran.selectionRank, 1);
    assert.deepEqual(ran.alternatives, ["task:build"]);
  });

  test("without words it tells what comes next, and reports and explains when asked to", async () => {
    const { ask, asked } = aParticipant();
    assert.match((await ask("", "recommend")).text, /^What to run next:/);
    assert.deepEqual(asked, [undefined]);

    const report = await ask("the last 7 days", "report");
    assert.match(report.text, /^\*\*1 run of 1 skill in 1 session/);
    assert.deepEqual(
      report.buttons.map(({ command }) => command),
      ["sessionBuddy.openReport", "sessionBuddy.exportReport"],
    );

    assert.match((await ask("Build?", "explain")).text, /\*\*build\*\*.*20 of 100 points/);
    assert.match((await ask("", "explain")).text, /closeSidebar.*80 of 100 points/);
    assert.match((await ask("quiet", "explain")).text, /“quiet” is not recommended now/);
    assert.match((await ask("nobody", "explain")).text, /^No skill is called “nobody” here/);
  });

  test("what fails is said in one sentence, and who cancels gets no answer", async () => {
    const failing = aParticipant(() => Promise.reject(new Error("the disk is on fire")));
    const { text, result } = await failing.ask("x");
    assert.equal(text, "");
    assert.match(result?.errorDetails?.message ?? "", /could not be read: the disk is on fire$/);
    const cancelled = await aParticipant().ask("x", undefined, true);
    assert.deepEqual([cancelled.text, cancelled.buttons, cancelled.result], ["", [], {}]);
  });
});
