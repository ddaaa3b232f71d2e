import assert from "node:assert/strict";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import type { SqlDatabase } from "../../../src/store/database";
import { migrate } from "../../../src/store/migrations";
import {
  findVector,
  hasVectors,
  keepVectors,
  type KnownVectors,
  type StoredVector,
} from "../../../src/store/vectors";
import { seededRandom } from "../../support/random";
import { aStore } from "./recordSupport";
import { aStart } from "./records";
import { sqlEngine } from "./sqlEngine";
import { aJournal, aWorkspace } from "./support";

async function aDatabase(): Promise<SqlDatabase> {
  const db = (await sqlEngine()).open();
  migrate(db, 0);
  return db;
}

function known(model: string | undefined, vectors: ReadonlyMap<string, StoredVector>) {
  return { model, stepsOf: (text: string) => vectors.get(text) } satisfies KnownVectors;
}

const aVector = (first: number): StoredVector => ({
  steps: Int8Array.of(first, -127, 127),
  scale: 0.25,
});

test("a vector comes back as it was kept, by its text and its model", async () => {
  const db = await aDatabase();
  assert.equal(hasVectors(db), false);
  keepVectors(db, ["run tests"], known("m1", new Map([["run tests", aVector(5)]])));
  assert.equal(hasVectors(db), true);
  assert.deepEqual(findVector(db, "m1", "run tests"), aVector(5));
  assert.equal(findVector(db, "m2", "run tests"), undefined);
  assert.equal(findVector(db, "m1", "run test"), undefined);
});

test("the table says nothing of a text but its hash", async () => {
  const db = await aDatabase();
  keepVectors(db, ["abc"], known("m1", new Map([["abc", aVector(1)]])));
  // The first half of SHA-256 of "abc", from FIPS 180-2, appendix B.1.
  const expected = "BA7816BF8F01CFEA414140DE5DAE2223";
  assert.deepEqual(db.prepare("SELECT model, hex(hash) FROM embedding").all(), [["m1", expected]]);
});

test("for random texts and models, the table holds what a map of them would", async () => {
  const db = await aDatabase();
  const random = seededRandom(77);
  const all = Array.from({ length: 30 }, (_, at) => `text ${at}`);
  let kept = new Map<string, StoredVector>();
  let keptModel: string | undefined;
  for (let round = 0; round < 60; round++) {
    const wanted = all.filter(() => random.chance(0.6));
    const model = random.chance(0.25) ? undefined : random.pick(["m1", "m1", "m1", "m2"]);
    const worked = new Map(
      all.filter(() => random.chance(0.3)).map((text) => [text, aVector(random.int(-127, 127))]),
    );
    keepVectors(db, wanted, known(model, worked));
    const before = model === undefined || model === keptModel ? kept : new Map();
    keptModel = model ?? keptModel;
    kept = new Map();
    for (const text of wanted) {
      const vector = before.get(text) ?? (model === undefined ? undefined : worked.get(text));
      if (vector) kept.set(text, vector);
    }
    for (const text of all) {
      for (const one of ["m1", "m2"]) {
        const expected = one === keptModel ? kept.get(text) : undefined;
        assert.deepEqual(findVector(db, one, text), expected, `${text} of ${one}, round ${round}`);
      }
    }
    assert.deepEqual(db.prepare("SELECT count(*) FROM embedding").first(), [kept.size]);
  }
});

test("a failure leaves the table as it was", async () => {
  const db = await aDatabase();
  keepVectors(db, ["one"], known("m1", new Map([["one", aVector(1)]])));
  const broken: KnownVectors = {
    model: "m2",
    stepsOf: () => {
      throw new Error("no vector");
    },
  };
  assert.throws(() => keepVectors(db, ["two"], broken), /no vector/);
  assert.deepEqual(findVector(db, "m1", "one"), aVector(1));
});

test("what is derived is published with the rows, and does not make a fold due by itself", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const vectors = new Map([["one", aVector(1)]]);
  const parts = await aStore(workspace);
  const lengths: number[] = [];
  const store = {
    ...parts,
    derive: ({
      db,
      history,
    }: {
      readonly db: SqlDatabase;
      readonly history: { length: number };
    }) => {
      lengths.push(history.length);
      keepVectors(db, ["one", "two"], known("m1", vectors));
    },
  };
  journal.append(aStart(1));
  compact(store, false);
  vectors.set("two", aVector(2));
  assert.equal(compact(store, false).skipped, "empty");
  const other = await aStore(workspace);
  assert.deepEqual(findVector(other.view.refresh().db, "m1", "one"), aVector(1));
  assert.equal(findVector(other.view.refresh().db, "m1", "two"), undefined);
  journal.append(aStart(2));
  compact(store, false);
  assert.deepEqual(findVector(other.view.refresh().db, "m1", "two"), aVector(2));
  assert.deepEqual(lengths, [1, 2]);
  journal.close();
});
