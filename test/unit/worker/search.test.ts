import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { test } from "node:test";
import type { StoreClient } from "../../../src/worker/client";
import type { SearchReadiness } from "../../../src/worker/protocol";
import { aSession, anEnd, aStart } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";
import { aRealClient } from "./realWorker";

const context = { nowMs: 0, sessionId: aSession, limit: 3 };
const modelFolder = resolve("dist/model");
const skip = existsSync(join(modelFolder, "weights.bin"))
  ? false
  : "no embedding model: npm run build:model makes it";

/** Asks until the search is as it should be. */
async function readiness(
  client: StoreClient,
  isReached: (now: SearchReadiness) => boolean,
): Promise<SearchReadiness> {
  for (;;) {
    const now = await client.call("prepareSearch", undefined);
    if (isReached(now)) return now;
  }
}

test("without the model's files there is one line for the log, and answers by words", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1, { query: "check what I changed" }));
  const troubles: string[] = [];
  const client = await aRealClient(join(workspace, ".session-buddy"), {}, ({ message }) =>
    troubles.push(message),
  );
  const begun = await client.call("prepareSearch", undefined);
  assert.equal(begun.state, "loading");
  await readiness(client, ({ state }) => state === "failed");
  await readiness(client, ({ state }) => state === "failed");
  assert.equal(troubles.length, 1);
  assert.match(troubles[0] ?? "", /^Texts are compared by words only: ENOENT/);
  const [first] = await client.call("recommend", { ...context, query: "changed" });
  assert.equal(first?.skill.name, "npm test");
  client.dispose();
  journal.close();
});

test("an endpoint on this machine is asked where the setting says so, and nobody else", async (t) => {
  const bodies: { model: string; input: string[] }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const body = JSON.parse(text) as (typeof bodies)[number];
      bodies.push(body);
      const embeddings = body.input.map((one) => [one.includes("slow") ? 1 : 0.1, 0.5, 0.2]);
      response.end(JSON.stringify({ embeddings }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1, { query: "Why is login slow?" }));
  const url = `http://127.0.0.1:${port}/api/embed`;
  const client = await aRealClient(join(workspace, ".session-buddy"), {
    embedding: { type: "endpoint", url, model: "m" },
  });
  t.after(() => {
    client.dispose();
    journal.close();
    server.close();
  });
  const isDone = ({ state, missing }: SearchReadiness) => state === "ready" && missing === 0;
  const question = { ...context, query: "slow pages", minSimilarity: 0 };
  await client.call("snapshot", context);
  assert.deepEqual(bodies, [], "nothing is sent before somebody begins to search");
  await readiness(client, isDone);
  await client.call("recommend", question);
  await readiness(client, isDone);
  const [first] = await client.call("recommend", question);
  assert.ok(first?.reasons.some((one) => "meaning" in one && (one.meaning ?? 0) > 0.9));
  assert.deepEqual(
    bodies.map(({ input }) => input),
    [["a"], ["npm test", "why is login slow"], ["slow pages"]],
  );
});

test("with the model a question finds what has no word of it", { skip }, async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const used = [
    ["docker build", "create a container image"],
    ["eslint", "look for style violations"],
    ["git push", "upload my commits to the server"],
  ] as const;
  used.forEach(([name, query], at) => {
    journal.append(aStart(at, { skill: { kind: "terminal", name }, query }));
    journal.append(anEnd(at));
  });
  const client = await aRealClient(join(workspace, ".session-buddy"), { modelFolder });
  const question = { ...context, query: "share my changes with the team", minSimilarity: 0 };
  const ask = () => client.call("recommend", question);
  const before = await ask();
  await readiness(client, ({ state, missing }) => state === "ready" && missing === 0);
  const after = await ask();
  const named = (answer: typeof before) => answer.map(({ skill }) => skill.name);
  assert.ok(!named(before).includes("eslint"), "no word and no piece of one is the same");
  assert.ok(named(after).includes("eslint"));
  client.dispose();
  journal.close();
});
