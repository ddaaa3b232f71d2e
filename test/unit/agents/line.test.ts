import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsIn, itemsIn, nameIn, numberIn, parseLine, timeIn } from "../../../src/agents/line";
import { inZone } from "../../support/zone";

test("a line is an object or nothing", () => {
  assert.deepEqual(parseLine('{"a":1}'), { a: 1 });
  for (const line of ["", "{", '{"a":1', "[]", "1", "null", '"a"'])
    assert.equal(parseLine(line), undefined);
});

test("a name is one line of 1 to 200 characters", () => {
  const isName = (name: unknown) => nameIn({ name }, "name") !== undefined;
  assert.ok(isName("a") && isName("mcp__a__b") && isName("x".repeat(200)));
  for (const name of ["", "x".repeat(201), "a\nb", "a\r", 7, null, undefined, {}])
    assert.ok(!isName(name));
});

test("fields are what they should be, or not there", () => {
  const fields = { n: Number.NaN, i: Infinity, a: [1, { b: 2 }, null, []], o: {} };
  assert.equal(numberIn(fields, "n"), undefined);
  assert.equal(numberIn(fields, "i"), undefined);
  assert.deepEqual(itemsIn(fields, "a"), [{ b: 2 }]);
  assert.deepEqual(itemsIn(fields, "o"), []);
  assert.equal(fieldsIn(fields, "a"), undefined);
});

test("a time says its zone, and is the same wherever it is read", () => {
  const cases: readonly (readonly [text: unknown, atMs: number | undefined])[] = [
    ["2025-12-16T02:00:01.500Z", Date.UTC(2025, 11, 16, 2, 0, 1, 500)],
    ["2025-12-16T02:00:01Z", Date.UTC(2025, 11, 16, 2, 0, 1)],
    ["2025-12-16T04:00:01.123456789+02:00", Date.UTC(2025, 11, 16, 2, 0, 1, 123)],
    ["2025-12-16T02:00:01", undefined],
    ["2025-12-16", undefined],
    ["2025-13-16T02:00:01Z", undefined],
    ["Tue Dec 16 2025 02:00:01 GMT", undefined],
    [1_765_850_401_000, undefined],
    ["[trimmed for fixture]", undefined],
  ];
  for (const zone of ["UTC", "Asia/Kathmandu", "America/St_Johns"])
    inZone(zone, () => {
      for (const [at, atMs] of cases) assert.equal(timeIn({ at }, "at"), atMs, String(at));
    });
});
