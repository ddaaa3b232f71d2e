import assert from "node:assert/strict";
import { test } from "node:test";
import { codexRollout } from "../../../../src/agents/codex/rollout";
import { linesOf, readInTwo, readLog } from "../../../support/agentFixtures";
import { call, event, item, line, meta, output } from "../../../support/codexLines";
import { seededRandom, type Random } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";

const begun = [
  meta(),
  meta({ forked_from_id: "thread-0", timestamp: "1970-01-01T00:00:20Z" }),
  meta({
    source: { subagent: { thread_spawn: { agent_role: "worker", parent_thread_id: "t0" } } },
  }),
];

function randomLine(random: Random, at: number): string {
  const id = `call_${random.int(1, 9)}`;
  const session = random.int(1, 2);
  const running = `Wall time: 1.0 seconds\nProcess running with session ID ${session}\nOutput:\n`;
  const exited = `Exit code: ${random.int(0, 1)}\nOutput:\n`;
  return random.pick([
    () => call(id, random.pick(["shell", "exec_command", "update_plan"]), { cmd: "ls" }, at),
    () => call(id, "write_stdin", { session_id: session }, at),
    () => output(id, random.pick([running, exited, exited, "text", "aborted"]), at),
    () => event("exec_command_end", { call_id: id, exit_code: random.int(-1, 1) }, at),
    () => item({ type: "web_search_call", id: `ws_${id}`, status: "completed" }, at),
    () => event("task_started", { turn_id: "turn", started_at: at }, at),
    () => line("turn_context", { cwd: `/work/${at}`, turn_id: "turn" }, at),
    () => event(random.chance(0.5) ? "turn_aborted" : "task_complete", {}, at),
    () => (random.chance(0.5) ? meta({ id: "thread-0" }, at) : event("brand_new", {}, at)),
    () => "{",
  ])();
}

test("a reader that goes on from another's state tells what one reader tells, at every line", () => {
  for (const seed of seedsUpTo(12)) {
    const random = seededRandom(seed);
    const lines = Array.from({ length: 60 }, (_, at) => randomLine(random, at));
    const text = [random.pick(begun), ...lines].join("\n");
    const whole = readLog(codexRollout, text);
    assert.ok(whole.signals.length > 10);
    for (let at = 0; at <= linesOf(text).length; at++)
      assert.deepEqual(readInTwo(codexRollout, text, at), whole, `seed ${seed}, line ${at}`);
  }
});

test("no run ends twice, unless it began again", () => {
  const random = seededRandom(5);
  const lines = Array.from({ length: 3000 }, (_, at) => randomLine(random, at));
  const ended = new Set<string>();
  for (const { type, runId } of readLog(codexRollout, [meta(), ...lines].join("\n")).signals) {
    if (type === "run-started") ended.delete(runId);
    else {
      assert.ok(!ended.has(runId), runId);
      ended.add(runId);
    }
  }
});

test("what is no state begins anew", () => {
  for (const state of [undefined, null, 1, "x", [], { thread: 1, open: 2, replay: "x" }]) {
    const reader = codexRollout.open({ path: "/logs/r.jsonl" }, state);
    assert.deepEqual(reader.read(meta()), []);
    assert.equal(reader.read(call("c", "shell", {})).length, 1);
  }
});
