import assert from "node:assert/strict";
import { test } from "node:test";
import { TakenRows } from "../../../../src/recommend/text/takenRows";
import { historyOf, randomRuns, someSkills, type Run } from "../../../support/history";
import { seededRandom } from "../../../support/random";

const texts = ["one", "two", "three", "four"];

/** A history whose texts have the same numbers whatever is run. */
function numbered(runs: readonly Run[]): ReturnType<typeof historyOf> {
  const history = historyOf(runs, {
    skills: Object.fromEntries(someSkills.map((key) => [key, {}])),
  });
  const query = history.query.map((one) => texts.indexOf(history.queries[one] ?? ""));
  return { ...history, query, queries: texts };
}

test("rows that come late, change or go are found, with the pairs they brought", () => {
  const random = seededRandom(21);
  for (let round = 0; round < 300; round++) {
    const runs = randomRuns(random, { count: random.int(0, 30) })
      .map((run): Run => (random.chance(0.7) ? { ...run, query: random.pick(texts) } : run))
      .sort((one, other) => one.at - other.at);
    const before = numbered(runs);
    const rows = new TakenRows();
    rows.useTexts(before.queries);
    const pairs: { readonly pair: string; readonly row: number }[] = [];
    for (let row = 0; row < before.length; row++) {
      const pair = `${before.skill[row]}/${before.query[row]}`;
      const isNew = (before.query[row] ?? -1) >= 0 && pairs.every((one) => one.pair !== pair);
      assert.equal(rows.take(before), isNew);
      if (isNew) pairs.push({ pair, row });
    }
    const at = random.int(0, Math.max(0, runs.length - 1));
    const extra = randomRuns(random, { count: random.int(0, 1) });
    const after = numbered([...runs.slice(0, at), ...runs.slice(at + random.int(0, 1)), ...extra]);
    const same = [...Array(before.length).keys()].findIndex(
      (row) =>
        row >= after.length ||
        after.skill[row] !== before.skill[row] ||
        after.query[row] !== before.query[row],
    );
    const unchanged = same < 0 ? before.length : same;
    assert.equal(rows.unchanged(after), unchanged);
    const gone = pairs.filter(({ row }) => row >= unchanged).length;
    assert.equal(rows.giveBack(unchanged), gone);
    assert.equal(rows.length, unchanged);
  }
});

test("texts under other numbers are noticed, and the same ones in another list are taken over", () => {
  const history = numbered([{ skill: "task:a", at: 1, query: "two" }]);
  const rows = new TakenRows();
  assert.deepEqual(rows.useTexts(history.queries), []);
  rows.take(history);
  assert.equal(rows.useTexts(history.queries), undefined);
  const copy = [...texts];
  assert.equal(rows.unchanged({ ...history, queries: copy }), 1);
  assert.deepEqual(rows.useTexts(copy), ["two"]);
  assert.equal(rows.unchanged({ ...history, queries: ["one", "other"] }), undefined);
});
