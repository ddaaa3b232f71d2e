import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../src/tracker/model";
import { answer, connect, environment } from "./client";
import { aProject, readAll } from "./stored";

const clients = 8;
/** However slow the machine is. */
const fewest = 20;
const ends = ["completed", "failed", "abandoned", "unknown"] as const;

/** What one client was told is recorded: ids with their outcomes. */
type Told = Map<string, Outcome>;
type Connection = Awaited<ReturnType<typeof connect>>;

/** Records as fast as it is answered; the last one is left open. A killed one stops half way. */
async function record({ client, pid }: Connection, seconds: number, isKilled: boolean) {
  const told: Told = new Map();
  const stopAt = performance.now() + seconds * 1000 * (isKilled ? 0.5 : 1);
  for (let number = 0; number < fewest || performance.now() < stopAt; number++) {
    const skill_name = `step ${number % 7}`;
    const begun = await answer(client, "track_invocation", { skill_name, kind: "tool" });
    const invocation_id = String(begun["invocation_id"]);
    told.set(invocation_id, "running");
    const outcome = ends[number % ends.length] ?? "completed";
    await answer(client, "complete_invocation", { invocation_id, outcome });
    told.set(invocation_id, outcome);
    // Reading must not get in the way.
    if (number % 50 === 49) await answer(client, "get_real_time_metrics");
  }
  const open = await answer(client, "track_invocation", { skill_name: "left open" });
  // Its process has provably ended, without a word; the others say that they do not know.
  told.set(String(open["invocation_id"]), isKilled ? "abandoned" : "unknown");
  if (isKilled) process.kill(pid, "SIGKILL");
  await client.close();
  return told;
}

test(`${clients} clients at once lose nothing they were told is recorded, not even one that is killed`, async () => {
  const { project, folder, remove } = aProject();
  const seconds = Number(environment("MCP_SECONDS"));
  try {
    const connections = await Promise.all(
      Array.from({ length: clients }, () => connect({ cwd: project })),
    );
    const all = await Promise.all(
      connections.map((connection, at) => record(connection, seconds, at === 0)),
    );
    const told = new Map(all.flatMap((one) => [...one]));
    const stored = await readAll(folder);
    const lost = [...told].filter(([id, outcome]) => stored.get(id)?.outcome !== outcome);
    assert.deepEqual(lost, []);
    assert.equal(stored.size, told.size);
    assert.equal(new Set([...stored.values()].map(({ sessionId }) => sessionId)).size, clients);
    console.log(`${told.size} invocations of ${clients} clients in ${seconds} s, none lost`);
    assert.ok(told.size > clients * fewest);
  } finally {
    remove();
  }
});
