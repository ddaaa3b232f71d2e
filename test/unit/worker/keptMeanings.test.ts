import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compact, type CompactParts } from "../../../src/store/compact";
import { findVector } from "../../../src/store/vectors";
import { keepMeanings } from "../../../src/worker/keptMeanings";
import { Meanings } from "../../../src/worker/meanings";
import { onThisThread } from "../../../src/worker/textEmbedder";
import { aStore } from "../store/recordSupport";
import { aStart, startMs, uuidOf } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";

/** A different direction for each text, told by its bytes. */
function vectorFor(text: string): Float32Array {
  const bytes = createHash("sha256").update(`vector of ${text}`).digest();
  return Float32Array.from(bytes, (byte) => byte - 127.5);
}

async function aMeaningfulStore(workspace: string, id = "m1") {
  const asked: string[] = [];
  const parts = await aStore(workspace);
  const embed = (text: string): Float32Array => {
    asked.push(text);
    return vectorFor(text);
  };
  const meanings = new Meanings({
    load: () => Promise.resolve(onThisThread({ id, dimensions: 32, embed })),
    pause: () => Promise.resolve(),
    onError: (error) => assert.fail(String(error)),
    find: (model, text) => parts.view.current && findVector(parts.view.current.db, model, text),
  });
  const store: CompactParts = {
    ...parts,
    derive: (current) => keepMeanings(current, meanings),
  };
  const know = async (...texts: string[]): Promise<void> => {
    store.view.refresh();
    meanings.prepare();
    meanings.want(new Set(texts));
    while (meanings.state !== "ready" || meanings.missing > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { store, meanings, asked, know };
}

function filesWith(folder: string, bytes: Uint8Array): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(Buffer.from(bytes)));
}

test("vectors are worked out once, and found again by the next worker", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1, { query: "Why does CI fail?" }));
  const first = await aMeaningfulStore(workspace);
  await first.know("npm test", "why does ci fail", "never heard of");
  compact(first.store, false);
  const second = await aMeaningfulStore(workspace);
  await second.know("why does ci fail", "npm test", "never heard of");
  assert.deepEqual(second.asked, ["never heard of"]);
  for (const text of ["npm test", "why does ci fail"]) {
    assert.deepEqual(second.meanings.vectorOf(text), first.meanings.vectorOf(text));
  }
  journal.close();
});

test("vectors of another model are not used, and go when the present one publishes", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1));
  const first = await aMeaningfulStore(workspace);
  await first.know("npm test");
  compact(first.store, false);
  const second = await aMeaningfulStore(workspace, "m2");
  await second.know("npm test");
  assert.deepEqual(second.asked, ["npm test"]);
  journal.append(aStart(2));
  compact(second.store, false);
  const { db } = second.store.view.refresh();
  assert.deepEqual(db.prepare("SELECT DISTINCT model FROM embedding").all(), [["m2"]]);
  journal.close();
});

for (const isLoaded of [true, false]) {
  const who = isLoaded ? "the worker that has it in memory" : "a worker that never loaded a model";
  test(`what is forgotten leaves no vector and no hash in any file, purged by ${who}`, async () => {
    const workspace = aWorkspace();
    const journal = aJournal(workspace);
    journal.append(aStart(1, { query: "kept" }));
    journal.append(aStart(2, { query: "secret" }));
    const first = await aMeaningfulStore(workspace);
    await first.know("npm test", "kept", "secret");
    compact(first.store, false);
    const vector = Int8Array.from(first.meanings.stepsOf("secret")?.steps ?? []);
    const hash = createHash("sha256").update("secret").digest().subarray(0, 16);
    const { folder } = first.store.layout;
    const traces = [new Uint8Array(vector.buffer), hash];
    for (const trace of traces) assert.equal(filesWith(folder, trace).length, 1);
    const purging = isLoaded ? first : await aMeaningfulStore(workspace);
    journal.append({
      type: "forgotten",
      atMs: startMs + 1e9,
      what: { type: "invocation", id: uuidOf(2) },
    });
    journal.rotate();
    compact(purging.store, true);
    for (const trace of traces) assert.deepEqual(filesWith(folder, trace), []);
    assert.equal(purging.meanings.vectorOf("secret"), undefined);
    const { db } = purging.store.view.refresh();
    assert.ok(findVector(db, "m1", "kept") && findVector(db, "m1", "npm test"));
    journal.append(aStart(3));
    compact(first.store, false);
    for (const trace of traces) assert.deepEqual(filesWith(folder, trace), [], "it stays away");
    journal.close();
  });
}

test("of a skill's texts the newest are kept", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const texts = Array.from({ length: 130 }, (_, at) => `question number ${at}`);
  texts.forEach((query, at) => journal.append(aStart(at, { query })));
  const { store, know } = await aMeaningfulStore(workspace);
  await know("npm test", ...texts);
  compact(store, false);
  const { db } = store.view.refresh();
  const kept = texts.filter((text) => findVector(db, "m1", text) !== undefined);
  assert.deepEqual(kept, texts.slice(2));
  journal.close();
});

test("a worker that knows no vectors and finds none writes none", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  journal.append(aStart(1, { query: "kept" }));
  const { store, asked } = await aMeaningfulStore(workspace);
  compact(store, false);
  const { db } = store.view.refresh();
  assert.deepEqual(db.prepare("SELECT count(*) FROM embedding").first(), [0]);
  assert.deepEqual(asked, []);
  journal.close();
});
