import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { answer, connect, environment, sentence } from "./client";
import { aProject, readAll } from "./stored";

const secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

/** The text of every file below a folder. */
function textsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

for (const revision of [undefined, "2026-07-28"]) {
  test(`a client of ${revision ?? "2025"} records under its own name, without its secrets`, async () => {
    const { project, folder, remove } = aProject();
    try {
      const { client } = await connect({
        cwd: project,
        clientName: "an agent",
        ...(revision === undefined ? {} : { revision }),
      });
      const begun = await answer(client, "track_invocation", {
        skill_name: `tool:push ${secret}`,
        query: `push with ${secret}`,
        command: `git push https://user:${secret}@example.com/x`,
        workflow_path: secret,
        alternatives: [`tool:${secret}`],
      });
      const invocation_id = String(begun["invocation_id"]);
      const error_type = `refused ${secret}`;
      await answer(client, "complete_invocation", {
        ...{ invocation_id, error_type },
        completed: false,
        follow_ups: [`retry with ${secret}`],
        duration_seconds: 1.5,
      });
      await client.close();
      const stored = (await readAll(folder)).get(invocation_id);
      assert.deepEqual(stored?.author, { kind: "agent", agentName: "an agent" });
      assert.equal(stored.source, "mcp");
      assert.equal(stored.outcome, "failed");
      assert.equal(stored.durationMs, 1500);
      assert.equal(stored.followUps.length, 1);
      assert.ok(!textsBelow(folder).includes(secret));
      assert.ok(textsBelow(folder).includes("git push"));
    } finally {
      remove();
    }
  });
}

test("what still runs when the client goes ended as nobody knows how", async () => {
  const { project, folder, remove } = aProject();
  try {
    const { client } = await connect({ cwd: project });
    const begun = await answer(client, "track_invocation", { skill_name: "long" });
    const { running } = await answer(client, "get_current_session");
    assert.equal((running as readonly unknown[]).length, 1);
    await client.close();
    const stored = (await readAll(folder)).get(String(begun["invocation_id"]));
    assert.equal(stored?.outcome, "unknown");
    assert.equal(stored.durationMs, undefined);
  } finally {
    remove();
  }
});

test("from a folder below, the history of the project is found; the environment goes before it", async () => {
  const { project, folder, remove } = aProject();
  const elsewhere = aProject();
  try {
    const below = join(project, "src", "deep");
    mkdirSync(below, { recursive: true });
    mkdirSync(join(project, ".git"));
    for (const env of [{}, { SESSION_BUDDY_DB_PATH: join(elsewhere.folder, "session-buddy.db") }]) {
      const { client } = await connect({ cwd: below, env, args: ["--author", "somebody"] });
      await answer(client, "track_invocation", { skill_name: "a step" });
      await client.close();
    }
    for (const there of [folder, elsewhere.folder]) {
      const stored = [...(await readAll(there)).values()];
      assert.deepEqual(
        stored.map(({ author }) => author.agentName),
        ["somebody"],
      );
    }
  } finally {
    remove();
    elsewhere.remove();
  }
});

test("with recording switched off, tools that record say so and nothing is written", async () => {
  const { project, folder, remove } = aProject();
  try {
    const env = { SESSION_BUDDY_SKILLS_ENABLED: "false" };
    const { client } = await connect({ cwd: project, env });
    const call = { name: "track_invocation", arguments: { skill_name: "x" } };
    const result = await client.callTool(call);
    assert.equal(result.isError, true);
    assert.match(sentence(result), /^Recording is off/);
    assert.equal((await answer(client, "get_current_session"))["recording"], false);
    await client.close();
    assert.throws(() => readdirSync(folder), /ENOENT/);
  } finally {
    remove();
  }
});

/** Runs the server without a client. */
function run(args: readonly string[], input: string, cwd: string) {
  return new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
    const child = spawn(process.execPath, [environment("MCP_SERVER"), ...args], { cwd });
    let out = "";
    let error = "";
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    child.stderr.on("data", (text: Buffer) => (error += text.toString()));
    child.on("close", (code) => resolve({ code, out, error }));
    child.stdin.end(input);
  });
}

test("only messages of the protocol come out of it, also after what is none", async () => {
  const { project, remove } = aProject();
  try {
    const { code, out, error } = await run([], "this is no message\n{}\n", project);
    assert.equal(code, 0);
    for (const line of out.split("\n").filter((one) => one !== "")) {
      assert.equal((JSON.parse(line) as { jsonrpc?: unknown }).jsonrpc, "2.0");
    }
    assert.match(error, /session-buddy: /);
    const wrong = await run(["--what"], "", project);
    assert.equal(wrong.code, 2);
    assert.equal(wrong.out, "");
    assert.match(wrong.error, /Usage: node mcp\.cjs/);
  } finally {
    remove();
  }
});
