import assert from "node:assert/strict";
import { test } from "node:test";
import { columnNames, HistoryColumns } from "../../../src/store/history";
import { decodeHistory, encodeHistory, type HistoryKeys } from "../../../src/store/historyCodec";
import type { SkillKey } from "../../../src/tracker/model";
import { seededRandom, type Random } from "../../support/random";
import { uuidOf } from "./records";
import { seedsUpTo } from "../../support/seeds";

const someOffers: readonly (readonly SkillKey[])[] = [
  ["task:build", "terminal:git commit"],
  ["test:npm test"],
];
const keys: HistoryKeys = {
  ...{ skills: [7, 9], phases: [1], sessions: [2, 3], agents: [4] },
  ...{ queries: [5], folders: [6, 8], offers: [10, 11] },
};

function randomColumns(random: Random, length: number): HistoryColumns {
  const history = new HistoryColumns();
  history.phases.push("setup");
  history.sessions.push(uuidOf(1), uuidOf(2));
  history.agents.push("alpha");
  history.queries.push("why — é?");
  history.folders.push(".", "src");
  history.offers.push(...someOffers);
  for (let row = 0; row < length; row++) {
    history.put({
      id: uuidOf(row),
      startedAtMs: random.int(0, 1e12),
      skill: random.int(0, 1),
      durationMs: random.chance(0.2) ? NaN : random.int(0, 1e6),
      outcome: random.int(0, 4),
      phase: random.int(-1, 0),
      session: random.int(0, 1),
      author: random.int(0, 2),
      background: random.int(0, 1),
      query: random.int(-1, 0),
      folder: random.int(-1, 1),
      offer: random.int(-1, 1),
      selectionRank: random.int(0, 5),
      refused: random.int(0, 1),
    });
  }
  return history;
}

test("a history comes back as it was stored, and can grow", () => {
  for (const seed of seedsUpTo(50)) {
    const random = seededRandom(seed);
    const history = randomColumns(random, random.int(0, 30));
    const decoded = decodeHistory(encodeHistory(history, keys));
    assert.ok(decoded);
    assert.deepEqual(decoded.keys, keys);
    assert.deepEqual(decoded.history.parts(), history.parts());
    assert.deepEqual(decoded.history.offers, someOffers);
    assert.deepEqual(decoded.history.folders, history.folders);
    assert.deepEqual(decoded.history.queries, history.queries);
    for (const name of columnNames) assert.ok(decoded.history[name].length > history.length);
  }
});

test("what another version stored, or what lost its end, is made anew", () => {
  const bytes = encodeHistory(randomColumns(seededRandom(1), 4), keys);
  const text = Buffer.from(bytes).toString("latin1");
  const older = Buffer.from(text.replace('"version":4', '"version":3'), "latin1");
  assert.equal(older.length, bytes.length);
  assert.equal(decodeHistory(older), undefined);
  assert.equal(decodeHistory(bytes.subarray(0, -1)), undefined);
  assert.ok(decodeHistory(bytes));
});
