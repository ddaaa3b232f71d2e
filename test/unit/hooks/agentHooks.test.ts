import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import type { AgentHooks } from "../../../src/hooks/agentHooks";
import { createAgentHooks, inboxFolder } from "../../../src/hooks/createAgentHooks";
import { HookError } from "../../../src/hooks/problem";
import { HandSchedule } from "../../support/handSchedule";
import { hookWindow, type HookWindow } from "../../support/hooks";

const opened: { dispose(): void }[] = [];
after(() => opened.forEach((one) => one.dispose()));

function open(window: HookWindow): AgentHooks {
  const hooks = createAgentHooks(window.options);
  opened.push(hooks, { dispose: () => rmSync(window.root, { recursive: true, force: true }) });
  return hooks;
}

const claudeFile = ({ root }: HookWindow): string =>
  join(root, "work", ".claude", "settings.local.json");
const codexFile = ({ root }: HookWindow): string => join(root, "home", ".codex", "hooks.json");
const copilotFile = ({ root }: HookWindow): string =>
  join(root, "home", ".copilot", "hooks", "session-buddy.json");
const textOf = (path: string): string => readFileSync(path, "utf8");
const connect = async (hooks: AgentHooks, agent: "claude" | "codex" | "copilot") =>
  hooks.connect(await hooks.planConnect(agent));
const disconnect = async (hooks: AgentHooks, agent: "claude" | "codex" | "copilot") =>
  hooks.disconnect(await hooks.planDisconnect(agent));

async function problemOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "none",
    (error: unknown) => (error instanceof HookError ? error.problem.type : String(error)),
  );
}

/** The one place in a Claude file where a hook of ours stands: its address and its token. */
function claudeHook(path: string): { readonly url: string; readonly authorization: string } {
  const url = /"url": "(http:[^"]+)"/.exec(textOf(path))?.[1] ?? "";
  const authorization = /"Authorization": "([^"]+)"/.exec(textOf(path))?.[1] ?? "";
  return { url, authorization };
}

/** Posts as Claude Code does. @returns the status; undefined: nobody listens. */
function post({ url, authorization }: ReturnType<typeof claudeHook>): Promise<number | undefined> {
  const body = JSON.stringify({
    ...{ session_id: "s1", hook_event_name: "PostToolUse", cwd: "/repo" },
    ...{ tool_name: "Bash", tool_use_id: "toolu_1", tool_input: { command: "ls" } },
  });
  const headers = { authorization, "content-type": "application/json" };
  return new Promise((resolve) => {
    const call = request(url, { method: "POST", headers, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    call.on("error", () => resolve(undefined));
    call.end(body);
  });
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300 && !isSo(); turn++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isSo());
}

test("Claude Code is connected by a file that names this window, and then heard", async () => {
  const window = hookWindow();
  const hooks = open(window);
  const plan = await hooks.planConnect("claude");
  assert.equal(plan.path, claudeFile(window));
  assert.equal(plan.before, undefined);
  assert.ok(!existsSync(plan.path));
  await hooks.connect(plan);
  assert.equal(textOf(plan.path), plan.after);
  assert.ok(hooks.isConnected("claude"));
  // The check itself is no run.
  assert.deepEqual(window.signals, []);
  assert.equal(await post(claudeHook(plan.path)), 200);
  await until(() => window.signals.length === 2);
  assert.deepEqual(
    window.signals.map(({ type, runId }) => [type, runId]),
    [
      ["run-started", "toolu_1"],
      ["run-ended", "toolu_1"],
    ],
  );
});

test("disconnecting leaves the folder as it was, and nobody listens any more", async () => {
  const window = hookWindow();
  const hooks = open(window);
  await connect(hooks, "claude");
  const hook = claudeHook(claudeFile(window));
  await disconnect(hooks, "claude");
  assert.deepEqual(readdirSync(join(window.root, "work")), []);
  assert.equal(await post(hook), undefined);
  assert.ok(!hooks.isConnected("claude"));
  assert.deepEqual([...window.secrets, ...window.memory], []);
  assert.equal(await problemOf(hooks.planDisconnect("claude")), "not-connected");
});

test("a settings file of the user gets its bytes back, and other files in the folder stay", async () => {
  const window = hookWindow();
  const hooks = open(window);
  mkdirSync(join(window.root, "work", ".claude"));
  const before = '{\r\n\t"env": {"A": "1"}, // mine\r\n\t"hooks": {}\r\n}';
  writeFileSync(claudeFile(window), before);
  await connect(hooks, "claude");
  assert.notEqual(textOf(claudeFile(window)), before);
  await disconnect(hooks, "claude");
  assert.equal(textOf(claudeFile(window)), before);
  assert.deepEqual(readdirSync(join(window.root, "work", ".claude")), ["settings.local.json"]);
});

test("connecting again leaves one entry, and a plan that is dropped leaves nothing", async () => {
  const window = hookWindow();
  const hooks = open(window);
  await connect(hooks, "claude");
  await connect(hooks, "claude");
  assert.equal(textOf(claudeFile(window)).match(/"PostToolUse"/g)?.length, 1);
  assert.equal(await post(claudeHook(claudeFile(window))), 200);
  await disconnect(hooks, "claude");
  assert.deepEqual(readdirSync(join(window.root, "work")), []);
  await hooks.planConnect("claude");
  await hooks.drop("claude");
  assert.deepEqual(readdirSync(join(window.root, "work")), []);
  assert.deepEqual([...window.secrets, ...window.memory], []);
});

test("after a reload the same port and token are heard, without a change of the file", async () => {
  const window = hookWindow();
  const first = open(window);
  await connect(first, "claude");
  const before = textOf(claudeFile(window));
  first.dispose();
  assert.equal(await post(claudeHook(claudeFile(window))), undefined);
  const again = hookWindow({}, window);
  open(again);
  let status: number | undefined;
  for (let turn = 0; turn < 100 && status === undefined; turn++)
    status = await post(claudeHook(claudeFile(window)));
  assert.equal(status, 200);
  assert.equal(textOf(claudeFile(window)), before);
  assert.deepEqual([again.errors, again.moved], [[], []]);
});

test("when somebody else has the port, the entry is changed and the user told", async () => {
  const window = hookWindow();
  const first = open(window);
  await connect(first, "claude");
  const port = Number(new URL(claudeHook(claudeFile(window)).url).port);
  first.dispose();
  const stranger = await listen(port);
  const again = hookWindow({}, window);
  const hooks = open(again);
  await until(() => again.moved.length === 1);
  stranger.close();
  assert.deepEqual(again.moved, [claudeFile(window)]);
  assert.notEqual(Number(new URL(claudeHook(claudeFile(window)).url).port), port);
  assert.equal(await post(claudeHook(claudeFile(window))), 200);
  await disconnect(hooks, "claude");
  assert.deepEqual(readdirSync(join(window.root, "work")), []);
});

test("a second window of a folder leaves the port to the first until that is closed", async () => {
  const window = hookWindow();
  const first = open(window);
  await connect(first, "claude");
  const before = textOf(claudeFile(window));
  const timers = new HandSchedule();
  const second = hookWindow({ schedule: timers.schedule }, window);
  open(second);
  await until(() => timers.waiting.length === 1);
  assert.equal(textOf(claudeFile(window)), before);
  first.dispose();
  timers.run(30_000);
  let status: number | undefined;
  for (let turn = 0; turn < 100 && status === undefined; turn++)
    status = await post(claudeHook(claudeFile(window)));
  assert.equal(status, 200);
  assert.deepEqual([second.errors, second.moved], [[], []]);
});

test("an entry that somebody took out is not put back", async () => {
  const window = hookWindow();
  const first = open(window);
  await connect(first, "claude");
  first.dispose();
  writeFileSync(claudeFile(window), "{}\n");
  const hooks = open(hookWindow({}, window));
  await until(() => !hooks.isConnected("claude"));
  assert.equal(textOf(claudeFile(window)), "{}\n");
});

test("Codex is connected by a command that writes to the inbox, next to hooks of others", async () => {
  const window = hookWindow();
  const hooks = open(window);
  mkdirSync(join(window.root, "home", ".codex"));
  const before = '{ "hooks": { "PostToolUse": [{ "hooks": [{ "command": "theirs" }] }] } }\n';
  writeFileSync(codexFile(window), before);
  await connect(hooks, "codex");
  assert.match(textOf(codexFile(window)), /"theirs"/);
  const [file = ""] = readdirSync(inboxFolder(window.options.storageFolder));
  assert.match(file, /^codex-/);
  await disconnect(hooks, "codex");
  assert.equal(textOf(codexFile(window)), before);
});

test("Copilot is connected by a file of its own, which never is asked before a tool", async () => {
  const window = hookWindow();
  const hooks = open(window);
  await connect(hooks, "copilot");
  const text = textOf(copilotFile(window));
  assert.deepEqual(Object.keys((JSON.parse(text) as { hooks: object }).hooks), [
    "postToolUse",
    "postToolUseFailure",
  ]);
  writeFileSync(copilotFile(window), `${text}\n`);
  assert.equal(await problemOf(hooks.planDisconnect("copilot")), "not-ours");
  writeFileSync(copilotFile(window), text);
  await disconnect(hooks, "copilot");
  assert.deepEqual(readdirSync(join(window.root, "home")), []);
});

test("a file of ours that is another's is left alone", async () => {
  const window = hookWindow();
  const hooks = open(window);
  mkdirSync(join(window.root, "home", ".copilot", "hooks"), { recursive: true });
  writeFileSync(copilotFile(window), '{"version":1}');
  assert.equal(await problemOf(hooks.planConnect("copilot")), "not-ours");
  assert.equal(textOf(copilotFile(window)), '{"version":1}');
});

test("where a report does not arrive everything is as it was before", async () => {
  const { root, secrets, memory } = hookWindow();
  const broken = join(root, "broken.mjs");
  writeFileSync(broken, "process.exit(0)");
  const window = hookWindow({ scriptSource: broken }, { root, secrets, memory });
  const hooks = open(window);
  for (const agent of ["codex", "copilot"] as const)
    assert.equal(await problemOf(connect(hooks, agent)), "no-answer");
  assert.deepEqual(readdirSync(join(window.root, "home")), []);
  assert.deepEqual([...window.memory], []);
});

test("what cannot be done is refused by name, and nothing is written", async () => {
  const cases: readonly (readonly [
    string,
    Parameters<typeof hookWindow>[0],
    "claude" | "codex",
  ])[] = [
    ["untrusted", { isTrusted: () => false }, "claude"],
    ["no-folder", { workspaceFolder: undefined }, "claude"],
    ["no-node", { environment: { PATH: "/nowhere" } }, "codex"],
  ];
  for (const [problem, given, agent] of cases) {
    const window = hookWindow(given);
    assert.equal(await problemOf(open(window).planConnect(agent)), problem);
    assert.deepEqual(readdirSync(join(window.root, "work")), []);
    assert.deepEqual(readdirSync(join(window.root, "home")), []);
  }
});

test("a file that changed after it was shown is not written over", async () => {
  const window = hookWindow();
  const hooks = open(window);
  const plan = await hooks.planConnect("claude");
  mkdirSync(join(window.root, "work", ".claude"));
  writeFileSync(claudeFile(window), "{}");
  assert.equal(await problemOf(hooks.connect(plan)), "changed-meanwhile");
  assert.equal(textOf(claudeFile(window)), "{}");
});

test("a folder that becomes trusted is heard without a reload", async () => {
  const window = hookWindow();
  const first = open(window);
  await connect(first, "claude");
  first.dispose();
  let isTrusted = false;
  let grant = (): void => undefined;
  const again = hookWindow(
    {
      isTrusted: () => isTrusted,
      onDidGrantTrust: (listener) => {
        grant = () => listener();
        return { dispose: () => undefined };
      },
    },
    window,
  );
  open(again);
  assert.equal(await post(claudeHook(claudeFile(window))), undefined);
  isTrusted = true;
  grant();
  let status: number | undefined;
  for (let turn = 0; turn < 100 && status === undefined; turn++)
    status = await post(claudeHook(claudeFile(window)));
  assert.equal(status, 200);
});

test("lines that were read long ago go when a window opens", async () => {
  const window = hookWindow({ nowMs: () => Date.parse("2026-03-20T12:00:00Z") });
  const inbox = inboxFolder(window.options.storageFolder);
  mkdirSync(inbox);
  const files = ["codex-2026-03-05.jsonl", "copilot-2026-03-06.jsonl", "mine-2020-01-01.jsonl"];
  for (const file of files) writeFileSync(join(inbox, file), "");
  open(window);
  await until(() => readdirSync(inbox).length === 2);
  assert.deepEqual(readdirSync(inbox).sort(), files.slice(1).sort());
});

function listen(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}
