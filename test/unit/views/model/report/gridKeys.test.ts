import assert from "node:assert/strict";
import test from "node:test";
import { clampToGrid, moveInGrid } from "../../../../../src/views/model/report/gridKeys";
import { seededRandom } from "../../../../support/random";

const size = { rows: 16, columns: 6 };

test("arrows move by one and stop at the edges", () => {
  const at = { row: 0, column: 5 };
  assert.deepEqual(moveInGrid(at, { key: "ArrowRight" }, size), at);
  assert.deepEqual(moveInGrid(at, { key: "ArrowUp" }, size), at);
  assert.deepEqual(moveInGrid(at, { key: "ArrowDown" }, size), { row: 1, column: 5 });
  assert.deepEqual(moveInGrid(at, { key: "ArrowLeft" }, size), { row: 0, column: 4 });
});

test("Home and End go along the row, with Ctrl or Cmd to the first and last cell", () => {
  const at = { row: 4, column: 2 };
  assert.deepEqual(moveInGrid(at, { key: "Home" }, size), { row: 4, column: 0 });
  assert.deepEqual(moveInGrid(at, { key: "End" }, size), { row: 4, column: 5 });
  assert.deepEqual(moveInGrid(at, { key: "Home", ctrlKey: true }, size), { row: 0, column: 0 });
  assert.deepEqual(moveInGrid(at, { key: "End", metaKey: true }, size), { row: 15, column: 5 });
});

test("other keys do not move, whatever they are called", () => {
  for (const key of ["a", "Tab", "Enter", "constructor", "__proto__"])
    assert.equal(moveInGrid({ row: 1, column: 1 }, { key }, size), undefined);
});

test("no walk of keys leaves the grid", () => {
  const random = seededRandom(4);
  const keys = [
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "PageUp",
    "PageDown",
    "Home",
    "End",
  ];
  let at = { row: 3, column: 3 };
  for (let step = 0; step < 2000; step++) {
    at = moveInGrid(at, { key: random.pick(keys), ctrlKey: random.chance(0.2) }, size) ?? at;
    assert.deepEqual(clampToGrid(at, size), at);
  }
});
