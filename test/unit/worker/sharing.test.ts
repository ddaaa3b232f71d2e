import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { formatBaselines, parseBaselines } from "../../../src/recommend/peers/file";
import { aBaseline } from "../recommend/peers/peers";
import { aSession, anEnd, aStart } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";
import { aRealClient } from "./realWorker";

const user = { id: "anna@example.com", salt: "salt of the team" };
const context = { nowMs: 0, sessionId: aSession, limit: 3 };

/** A workspace where `npm test` completed once, the real worker, and what it says for the log. */
async function aSharingWorker() {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1));
  journal.append(anEnd(1));
  const troubles: string[] = [];
  const client = await aRealClient(join(workspace, ".session-buddy"), {}, ({ message }) =>
    troubles.push(message),
  );
  const end = (): void => {
    client.dispose();
    journal.close();
  };
  return { folder: join(workspace, "team"), client, troubles, end };
}

test("what others share is recommended among one's own; a bad file is a line for the log", async () => {
  const { folder, client, troubles, end } = await aSharingWorker();
  mkdirSync(folder);
  for (const name of ["a", "b", "c", "d", "e"]) {
    writeFileSync(join(folder, name + ".json"), formatBaselines([aBaseline(name, ["task:build"])]));
  }
  writeFileSync(join(folder, "bad.json"), "{");
  const own = await client.call("recommend", context);
  assert.deepEqual(
    own.map(({ key }) => key),
    ["terminal:npm test"],
  );
  const shared = { folder, user };
  const { recommended } = await client.call("snapshot", { ...context, shared });
  assert.deepEqual(
    new Set(recommended.map(({ key }) => key)),
    new Set(["terminal:npm test", "task:build"]),
  );
  assert.deepEqual(troubles, ["The shared baseline “bad.json” is left out: It is not valid JSON."]);
  assert.deepEqual(await client.call("recommend", context), own);
  end();
});

test("nothing is written before it is agreed to, and then what was shown", async () => {
  const { folder, client, end } = await aSharingWorker();
  const shown = await client.call("ownBaseline", user);
  assert.equal(shown.skills, 1);
  assert.throws(() => readdirSync(folder), /ENOENT/);
  await client.call("writeBaseline", { folder, ...shown });
  assert.deepEqual(readdirSync(folder), [shown.name]);
  const text = readFileSync(join(folder, shown.name), "utf8");
  assert.equal(text, shown.text);
  assert.ok(!text.includes(user.id) && !text.includes(user.salt));
  const [baseline] = parseBaselines(text);
  assert.deepEqual(
    baseline?.skills.map(({ skill, runs }) => [skill, runs]),
    [["terminal:npm test", 1]],
  );
  const elsewhere = { folder: join(folder, "not", "there"), ...shown };
  await assert.rejects(client.call("writeBaseline", elsewhere), /ENOENT/);
  end();
});
