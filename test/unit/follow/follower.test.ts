import assert from "node:assert/strict";
import { appendFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { AgentSignal, DocumentFormat } from "../../../src/agents/model";
import { nodeLogFiles, type LogFiles } from "../../../src/follow/files";
import { Follower, type FollowerParts, type LogFile } from "../../../src/follow/follower";
import { formatPositions, parsePositions } from "../../../src/follow/position";
import { seededRandom } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";
import { aFolder, anEnd, aStart, plainFormat } from "./support";

/** A follower of the given files, and what it delivered. */
function following(
  paths: readonly string[],
  changes: Partial<FollowerParts> & { format?: LogFile["format"]; saved?: string } = {},
) {
  const delivered: AgentSignal[] = [];
  const errors: unknown[] = [];
  const { format = plainFormat, saved = "", ...parts } = changes;
  const follower = new Follower(
    {
      files: nodeLogFiles,
      list: () => paths.map((path) => ({ path, format, isOwn: false })),
      isHere: (cwd) => cwd === "/here",
      sinceMs: () => 0,
      deliver: (signals) => {
        delivered.push(...signals);
        return Promise.resolve();
      },
      onError: (error) => errors.push(error),
      ...parts,
    },
    parsePositions(saved),
  );
  return { follower, delivered, errors, ids: () => delivered.map(({ runId }) => runId) };
}

const line = (run: string, more: object = {}): string =>
  `${JSON.stringify({ run, cwd: "/here", at: 1_000, ...more })}\n`;

test("only whole lines are read, each once, and nothing again when nothing is new", async (t) => {
  const path = join(aFolder(t), "a.jsonl");
  writeFileSync(path, `${line("1")}${line("2").slice(0, 9)}`);
  const { follower, ids } = following([path]);
  assert.equal(await follower.poll(), true);
  assert.deepEqual(ids(), ["1"]);
  assert.equal(await follower.poll(), false);
  appendFileSync(path, line("2").slice(9) + line("3"));
  assert.equal(await follower.poll(), true);
  assert.equal(await follower.poll(), false);
  assert.deepEqual(ids(), ["1", "2", "3"]);
});

test("after a restart reading goes on at the saved position, and costs only the new bytes", async (t) => {
  const path = join(aFolder(t), "a.jsonl");
  writeFileSync(path, Array.from({ length: 20_000 }, (_, n) => line(String(n))).join(""));
  const first = following([path]);
  await first.follower.poll();
  appendFileSync(path, line("new"));
  let bytesRead = 0;
  const files: LogFiles = {
    ...nodeLogFiles,
    read: (file, offset, take, pieceBytes) => {
      const count = (bytes: Buffer): boolean => {
        bytesRead += bytes.length;
        return take(bytes);
      };
      return nodeLogFiles.read(file, offset, count, pieceBytes);
    },
  };
  const second = following([path], { files, saved: formatPositions(first.follower.state) });
  await second.follower.poll();
  assert.deepEqual(second.ids(), ["new"]);
  assert.ok(bytesRead < 2_000, `${bytesRead} of ${statSync(path).size} bytes`);
});

test("a file that was replaced or cut is read anew, one that was renamed goes on", async (t) => {
  const folder = aFolder(t);
  const [path, archive] = [join(folder, "a.jsonl"), join(folder, "b.jsonl")];
  const { follower, ids, delivered } = following([path, archive]);
  const news = async (): Promise<readonly string[]> => {
    delivered.length = 0;
    await follower.poll();
    return ids();
  };
  writeFileSync(path, line("1") + line("2"));
  assert.deepEqual(await news(), ["1", "2"]);
  truncateSync(path, 0);
  appendFileSync(path, line("3"));
  assert.deepEqual(await news(), ["3"]);
  rmSync(path);
  writeFileSync(path, line("4") + line("5"));
  assert.deepEqual(await news(), ["4", "5"]);
  renameSync(path, archive);
  appendFileSync(archive, line("6"));
  assert.deepEqual(await news(), ["6"]);
  writeFileSync(path, line("7"));
  assert.deepEqual(await news(), ["7"]);
  rmSync(path);
  rmSync(archive);
  assert.deepEqual(await news(), []);
  assert.equal(follower.state.size, 0);
});

test("runs elsewhere and runs before the agreement are left out with their ends", async (t) => {
  const path = join(aFolder(t), "a.jsonl");
  const { follower, delivered } = following([path], { sinceMs: () => 500 });
  writeFileSync(path, line("out", { cwd: "/there" }) + line("old", { at: 499 }) + line("in"));
  await follower.poll();
  const ends =
    line("out", { end: 1 }) + line("old", { end: 1 }) + line("in", { end: 1, at: 2_000 });
  appendFileSync(path, ends);
  const again = following([path], { saved: formatPositions(follower.state), sinceMs: () => 500 });
  await again.follower.poll();
  assert.deepEqual([...delivered, ...again.delivered], [aStart("in"), anEnd("in")]);
});

test("what could not be delivered is delivered again, and one bad file does not stop the others", async (t) => {
  const folder = aFolder(t);
  const [bad, good] = [join(folder, "bad.jsonl"), join(folder, "good.jsonl")];
  writeFileSync(bad, line("1"));
  writeFileSync(good, line("2"));
  let isOut = true;
  const delivered: string[] = [];
  const { follower, errors } = following([bad, good], {
    deliver: (signals) => {
      if (isOut && signals[0]?.runId === "1") return Promise.reject(new Error("no room"));
      delivered.push(...signals.map(({ runId }) => runId));
      return Promise.resolve();
    },
  });
  await follower.poll();
  await follower.poll();
  assert.deepEqual(delivered, ["2"]);
  assert.equal(errors.length, 1, "told once, not at every look");
  isOut = false;
  await follower.poll();
  assert.deepEqual(delivered, ["2", "1"]);
});

test("a document is read again whenever it changed, and not otherwise", async (t) => {
  const path = join(aFolder(t), "a.json");
  const format: DocumentFormat = {
    agent: "gemini",
    id: "words",
    read: (text) => ({
      signals: text.split(" ").map((word) => aStart(word)),
      skipped: { unreadable: 0, unknownTypes: new Map() },
    }),
  };
  const { follower, ids } = following([path], { format });
  writeFileSync(path, "a");
  await follower.poll();
  await follower.poll();
  writeFileSync(path, "a b");
  await follower.poll();
  const again = following([path], { format, saved: formatPositions(follower.state) });
  await again.follower.poll();
  assert.deepEqual([ids(), again.ids()], [["a", "a", "b"], []]);
});

test("whatever is appended, torn, rotated and restarted, every line is told at least once and none is made up", async (t) => {
  const folder = aFolder(t);
  for (const seed of seedsUpTo(60)) {
    const random = seededRandom(seed);
    const path = join(folder, `${seed}.jsonl`);
    const written: string[] = [];
    let torn = "";
    let current = following([path]);
    const told = new Set<string>();
    const look = async (): Promise<void> => {
      await current.follower.poll();
      for (const id of current.ids()) told.add(id);
    };
    writeFileSync(path, "");
    for (let step = 0; step < 30; step++) {
      const roll = random.next();
      if (roll < 0.6) {
        const id = String(written.length);
        written.push(id);
        const text = torn + line(id);
        const cut = random.int(1, text.length);
        // The writer was interrupted in the middle of its line, and goes on with the next one.
        appendFileSync(path, text.slice(torn.length, cut));
        torn = "";
        await look();
        appendFileSync(path, text.slice(Math.max(cut, 0)));
      } else if (roll < 0.7) {
        await look();
        truncateSync(path, 0);
      } else if (roll < 0.8) {
        const saved = formatPositions(current.follower.state);
        current = following([path], { saved });
      } else await look();
    }
    await look();
    assert.deepEqual([...told].sort(), [...written].sort(), `seed ${seed}`);
  }
});

test("saved positions that cannot be read are none", () => {
  for (const text of ["", "{", "[]", '{"version":2,"files":{}}', '{"version":1,"files":{"a":{}}}'])
    assert.equal(parsePositions(text).size, 0);
});
