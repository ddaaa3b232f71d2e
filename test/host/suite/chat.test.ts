import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { toolNames } from "../../../src/contributions";
import { mcpLauncher } from "../../../src/hooks/mcpJson";
import { registerMcpServer } from "../../../src/views/chat/mcpProvider";
import { mcpJsonCommands } from "../../../src/views/commands/mcpJson";
import { mcpLaunch } from "../../../src/views/model/mcpLaunch";
import { suite, test } from "./mocha";
import { buddy, until, workspaceFolder } from "./support";

const root = process.env["SESSION_BUDDY_ROOT"] ?? "";
const server = join(root, "dist/mcp.cjs");
const never = new vscode.CancellationTokenSource().token;

/** Calls a tool as a language model does. @returns its text */
async function invoke(name: string, input: object, token = never): Promise<string> {
  const { content } = await vscode.lm.invokeTool(
    name,
    { input, toolInvocationToken: undefined },
    token,
  );
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("");
}

/** The editor asks before a tool that records; here everything is agreed to. */
async function agreeToTools(): Promise<void> {
  const key = "vscode.chat.tools.global.autoApprove.testMode";
  await vscode.commands.executeCommand("setContext", key, true);
  await vscode.workspace
    .getConfiguration("chat.tools.global")
    .update("autoApprove", true, vscode.ConfigurationTarget.Global);
}

/** Puts functions in the place of the editor's own until the end of `run`. */
async function replacing<T extends object>(
  space: T,
  others: object,
  run: () => unknown,
): Promise<void> {
  const kept = Object.fromEntries(
    Object.keys(others).map((name) => [name, Reflect.get(space, name) as unknown]),
  );
  Object.assign(space, others);
  try {
    await run();
  } finally {
    Object.assign(space, kept);
  }
}

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};

/** Starts a server as the editor would, and says one thing to it. @returns its first answer. */
function answerOf({ command, args, env }: vscode.McpStdioServerDefinition): Promise<unknown> {
  const wanted = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== null);
  const all = Object.fromEntries(wanted.map(([name, value]) => [name, String(value)]));
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { env: all, timeout: 30_000 }, (error, stdout, stderr) =>
      stdout === "" ? reject(error ?? new Error(stderr)) : resolve(JSON.parse(stdout) as unknown),
    );
    child.stdout?.once("data", () => child.stdin?.end());
    child.stdin?.write(`${JSON.stringify(initialize)}\n`);
  });
}

suite("chats", () => {
  test("the tools are listed, and what a language model calls is answered and recorded", async () => {
    const api = await buddy();
    const listed = vscode.lm.tools.filter(({ tags }) => tags.includes("session-buddy"));
    assert.deepEqual(listed.map(({ name }) => name).sort(), [...toolNames].sort());
    await agreeToTools();

    const input = {
      ...{ skill: "task:chat check", outcome: "failed", error_type: "CheckError" },
      command: "make check TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345",
    };
    assert.equal(
      await invoke("session_buddy_record", input),
      "Recorded task:chat check as failed.",
    );
    const [recorded] = api.invocations();
    assert.deepEqual(recorded?.skill, { kind: "task", name: "chat check" });
    assert.equal(recorded.outcome, "failed");
    assert.equal(recorded.source, "chat");
    assert.deepEqual(recorded.author, { kind: "agent" });
    assert.equal(recorded.errorType, "CheckError");
    assert.doesNotMatch(JSON.stringify(recorded), /ghp_/);

    await invoke("session_buddy_record", { skill: "task:chat repair", outcome: "completed" });
    const recommended = await until("the recorded skill to be recommended", async () => {
      const text = await invoke("session_buddy_recommend", { limit: 20 });
      return text.includes("task:chat repair") ? text : undefined;
    });
    assert.match(recommended, /^Skills that were used here, best first:\n1\. /);
    assert.doesNotMatch(recommended, /make check/);
    assert.match(await invoke("session_buddy_recommend", { query: "chat repair" }), /\./);
    assert.match(await invoke("session_buddy_report", { days: 1 }), /^\*\*\d+ runs? of /);
  });

  test("wrong arguments, recording while paused and cancelling are told to the caller", async () => {
    const api = await buddy();
    await agreeToTools();
    const before = api.invocations();
    const wrong = { skill: "x", outcome: "fine" };
    await assert.rejects(invoke("session_buddy_record", wrong), /"outcome" must be completed/);
    await assert.rejects(invoke("session_buddy_report", { days: 0 }), /"days" must be a number/);
    await vscode.commands.executeCommand("sessionBuddy.pauseTracking");
    try {
      const input = { skill: "x", outcome: "completed" };
      await assert.rejects(invoke("session_buddy_record", input), /paused recording/);
    } finally {
      await vscode.commands.executeCommand("sessionBuddy.resumeTracking");
    }
    const cancelled = new vscode.CancellationTokenSource();
    cancelled.cancel();
    await assert.rejects(invoke("session_buddy_recommend", {}, cancelled.token));
    assert.deepEqual(api.invocations(), before);
  });

  test("the editor lists the agent skill", async () => {
    await buddy();
    const files = await vscode.commands.executeCommand<
      readonly { readonly uri: { readonly path: string }; readonly type: string }[]
    >("_listExtensionPromptFiles");
    const ours = files.filter(({ uri }) => uri.path.endsWith("skills/session-buddy/SKILL.md"));
    assert.deepEqual(
      ours.map(({ type }) => type),
      ["skill"],
    );
  });

  test("the MCP server is offered with a command that starts it, and only where it is to be", async () => {
    await buddy();
    const facts = {
      ...{ execPath: process.execPath, server, version: "1.2.3", records: true, phases: ["setup"] },
      dataFolder: join(workspaceFolder(), ".session-buddy"),
    };
    let launch: ReturnType<typeof mcpLaunch> | undefined = mcpLaunch(facts);
    const moved = new vscode.EventEmitter<void>();
    let provider: vscode.McpServerDefinitionProvider | undefined;
    const register = (id: string, given: vscode.McpServerDefinitionProvider) => {
      assert.equal(id, "sessionBuddy.mcp");
      provider = given;
      return { dispose: () => undefined };
    };
    await replacing(vscode.lm, { registerMcpServerDefinitionProvider: register }, () =>
      registerMcpServer({ launch: () => launch, onDidChange: moved.event }),
    );
    assert.ok(provider);
    let changes = 0;
    provider.onDidChangeMcpServerDefinitions?.(() => changes++);
    const [definition] = (await provider.provideMcpServerDefinitions(never)) ?? [];
    assert.ok(definition instanceof vscode.McpStdioServerDefinition);
    const answer = await answerOf(definition);
    assert.match(JSON.stringify(answer), /"serverInfo":\{"name":"session-buddy"/);
    moved.fire();
    assert.equal(changes, 0);
    launch = undefined;
    moved.fire();
    assert.equal(changes, 1);
    assert.deepEqual(await provider.provideMcpServerDefinitions(never), []);
  });

  test("the editor starts the server it was offered, and lists its tools", async function () {
    this.timeout(60_000);
    await buddy();
    const id = "session-buddy.session-buddy/Session Buddy";
    await vscode.commands.executeCommand("workbench.mcp.startServer", id);
    await until(
      "a tool of the server",
      () => vscode.lm.tools.find(({ name }) => /^mcp_.*recommend_skills$/.test(name)),
      45_000,
    ).catch((error: unknown) => {
      console.log(vscode.lm.tools.map(({ name }) => name).join(" "));
      throw error;
    });
  });

  test("an .mcp.json is shown as it will be, written when agreed to, and names what starts", async () => {
    await buddy();
    const storage = mkdtempSync(join(tmpdir(), "chat-"));
    const launcher = mcpLauncher(storage, server);
    const path = join(workspaceFolder(), ".mcp.json");
    const history = { folder: join(workspaceFolder(), ".session-buddy") };
    const write = mcpJsonCommands({ mcpLauncher: launcher, history })["sessionBuddy.writeMcpJson"];
    const asked: string[] = [];
    const shown: string[] = [];
    const told: string[] = [];
    const answering = (answer: string | undefined) => ({
      showInformationMessage: (text: string) => Promise.resolve(void told.push(text)),
      showWarningMessage: async (question: string, options: vscode.MessageOptions) => {
        asked.push(`${question} ${String(options.modal)} ${options.detail ?? ""}`);
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        assert.ok(input instanceof vscode.TabInputTextDiff);
        shown.push((await vscode.workspace.openTextDocument(input.modified)).getText());
        return answer;
      },
    });
    try {
      await replacing(vscode.window, answering(undefined), write);
      assert.ok(!existsSync(path));
      await replacing(vscode.window, answering("Write"), write);
      const text = readFileSync(path, "utf8");
      assert.deepEqual(shown, [text, text]);
      assert.ok(asked.every((one) => one.includes(path) && one.includes(launcher.path)));
      assert.deepEqual(JSON.parse(text), {
        mcpServers: {
          "session-buddy": { type: "stdio", command: "node", args: [launcher.path] },
        },
      });
      const definition = new vscode.McpStdioServerDefinition("x", process.execPath, [
        launcher.path,
      ]);
      assert.match(JSON.stringify(await answerOf(definition)), /"session-buddy"/);
      await replacing(vscode.window, answering("Write"), write);
      assert.equal(asked.length, 2);
      assert.match(told.join("\n"), /now; agents see it.*\n.*already\.$/);
    } finally {
      rmSync(path, { force: true });
      rmSync(storage, { recursive: true });
    }
  });
});
