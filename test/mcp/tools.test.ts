import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { allTools } from "../../src/serve/mcp/tools/all";
import { answer, connect, environment, sentence, type McpClient } from "./client";
import { aProject, readAll } from "./stored";

/** Every tool with arguments that it takes of a project where `npm test` was run. */
const calls: Readonly<Record<string, object>> = {
  recommend_skills: { query: "run the tests" },
  track_invocation: { skill_name: "lint", kind: "tool" },
  complete_invocation: { completed: true },
  get_current_session: {},
  get_real_time_metrics: {},
  detect_anomalies: {},
  get_skill_trend: { skill_name: "npm test" },
  get_skill_dependencies: { skill_name: "terminal:npm test" },
  get_workflow_report: { format: "json", days: 7 },
  generate_report: { kind: "heatmap" },
  get_workflow_metrics: {},
  get_session_analytics: {},
  get_session_summary: {},
  get_summary: {},
  get_all_metrics: { limit: 5 },
  get_collaborative_recommendations: { user_id: "somebody" },
  get_community_baselines: {},
};
const place = aProject();
let client: McpClient;

before(async () => {
  ({ client } = await connect({ cwd: place.project }));
});
after(async () => {
  await client.close();
  place.remove();
});

/** A window that records; `end` returns the ids it was told are written. */
function startRecorder(): { readonly child: ChildProcess; end(): Promise<readonly string[]> } {
  const child = spawn(process.execPath, [environment("MCP_RECORDER"), place.folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  const closed = new Promise((resolve) => child.once("close", resolve));
  return {
    child,
    end: async () => {
      child.stdin.end();
      await closed;
      return output
        .split("\n")
        .flatMap((line) => (line.startsWith("told ") ? [line.slice(5)] : []));
    },
  };
}

test("every tool is listed with what it takes and answers, and says whether it changes anything", async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    allTools.map(({ name }) => name),
  );
  assert.deepEqual(Object.keys(calls).sort(), tools.map(({ name }) => name).sort());
  for (const tool of tools) {
    assert.equal(tool.inputSchema["additionalProperties"], false, tool.name);
    assert.ok(tool.outputSchema !== undefined, tool.name);
    assert.match(tool.description ?? "", /\.$/, tool.name);
    const records = ["track_invocation", "complete_invocation"].includes(tool.name);
    assert.equal(tool.annotations?.readOnlyHint, !records, tool.name);
  }
});

test("reading a project where nothing was recorded answers without inventing and leaves no trace", async () => {
  const noSkill = ["get_skill_trend", "get_skill_dependencies"];
  for (const { name, writes } of allTools) {
    if (writes) continue;
    const result = await client.callTool({ name, arguments: calls[name] ?? {} });
    if (noSkill.includes(name)) {
      assert.equal(result.isError, true, name);
      assert.equal(sentence(result), "No skill has been recorded here yet.");
    } else {
      assert.notEqual(result.isError, true, sentence(result));
    }
  }
  const metrics = await answer(client, "get_workflow_metrics");
  assert.equal(metrics["avg_session_duration_minutes"], null);
  assert.equal(metrics["period_start"], null);
  assert.deepEqual(metrics["warnings"], [`Nothing has been recorded yet for ${place.project}.`]);
  assert.equal(existsSync(place.folder), false);
});

test("every tool answers while a window records, and tells of what the window wrote", async () => {
  const recorder = startRecorder();
  try {
    await new Promise((resolve) => recorder.child.stdout?.once("data", resolve));
    const begun = await answer(client, "track_invocation", calls["track_invocation"]);
    const invocation_id = String(begun["invocation_id"]);
    await answer(client, "complete_invocation", { invocation_id, completed: true });
    for (const { name, writes } of allTools) {
      if (writes) continue;
      const result = await answer(client, name, calls[name]);
      assert.equal(result["success"], true, name);
      assert.ok(!Number.isNaN(Date.parse(String(result["timestamp"]))), name);
      assert.notEqual(result["message"], "", name);
    }
    const told = await recorder.end();
    assert.ok(told.length > 0);
    const { top_skills } = await answer(client, "get_real_time_metrics");
    const rows = top_skills as readonly { skill_name: string; invocation_count: number }[];
    const ran = new Map(rows.map((row) => [row.skill_name, row.invocation_count]));
    for (const [at, name] of ["npm test", "git commit", "tsc"].entries()) {
      assert.equal(ran.get(name) ?? 0, Math.floor((told.length - at + 2) / 3), name);
    }
    assert.equal(ran.get("lint"), 1);
    const stored = await readAll(place.folder);
    assert.deepEqual(
      told.filter((id) => !stored.has(id)),
      [],
    );
  } finally {
    recorder.child.kill();
  }
});

const refused: readonly (readonly [name: string, args: object, says: RegExp])[] = [
  ["recommend_skills", { limit: 0 }, /limit/],
  ["recommend_skills", { limit: 101 }, /limit/],
  ["recommend_skills", { limit: 2.5 }, /limit/],
  ["recommend_skills", { kind: "magic" }, /kind/],
  ["recommend_skills", { query: 3 }, /query/],
  ["recommend_skills", { phase: "nonsense" }, /phases are setup/],
  ["track_invocation", {}, /skill_name/],
  ["track_invocation", { skill_name: "  " }, /skill_name/],
  ["track_invocation", { skill_name: "x", selection_rank: 0 }, /selection_rank/],
  ["track_invocation", { skill_name: "x", what: 1 }, /what/],
  ["complete_invocation", { invocation_id: "x" }, /how it ended/],
  ["complete_invocation", { invocation_id: "x", completed: true }, /No invocation x/],
  ["complete_invocation", { invocation_id: "x", outcome: "running" }, /outcome/],
  ["get_real_time_metrics", { time_window_hours: 0 }, /time_window_hours/],
  ["detect_anomalies", { threshold: -1 }, /threshold/],
  ["get_skill_trend", {}, /skill_name/],
  ["get_skill_trend", { skill_name: "npm tst" }, /“npm tst”.* Near it: npm test\./],
  ["get_skill_trend", { skill_name: "npm test", days: 181 }, /days/],
  ["get_skill_dependencies", { skill_name: "nothing like it at all" }, /^No skill is called/],
  ["get_workflow_report", { format: "pdf" }, /format/],
  ["get_workflow_metrics", { project_path: "/somewhere/else" }, /another project/],
  ["get_session_analytics", { sort_by: "quality" }, /not measured/],
  ["get_collaborative_recommendations", {}, /user_id/],
];

test("what a tool cannot do is an error with a sentence, never an empty success", async () => {
  for (const [name, args, says] of refused) {
    const result = await client.callTool({ name, arguments: args });
    assert.equal(result.isError, true, `${name} ${JSON.stringify(args)}`);
    assert.match(sentence(result), says);
    assert.equal(result.structuredContent, undefined);
  }
});
