import assert from "node:assert/strict";
import { test } from "node:test";
import type { Invocation } from "../../../../../src/tracker/model";
import { toCsv } from "../../../../../src/views/model/export/csv";
import { seededRandom } from "../../../../support/random";

function anInvocation(overrides: Partial<Invocation> = {}): Invocation {
  return {
    id: "i1",
    sessionId: "s1",
    skill: { kind: "terminal", name: "git commit" },
    startedAtMs: Date.UTC(2026, 2, 4, 10),
    outcome: "completed",
    author: { kind: "user" },
    source: "terminal",
    background: false,
    alternatives: [],
    followUps: [],
    ...overrides,
  };
}

/** A reader of RFC 4180 that knows nothing of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cellPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cellPattern.lastIndex < text.length) {
    const match = cellPattern.exec(text);
    if (match === null) throw new Error("Not RFC 4180.");
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function read(invocation: Invocation): Record<string, string> {
  const [header = [], row = []] = parseCsv(toCsv([invocation]));
  assert.equal(row.length, header.length);
  return Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""]));
}

test("times are ISO 8601 in UTC, lists are JSON, and what is unknown is empty", () => {
  const row = read(anInvocation({ alternatives: ["task:a", 'task:b, "c"'], exitCode: -1 }));
  assert.equal(row["started_at"], "2026-03-04T10:00:00.000Z");
  assert.deepEqual(JSON.parse(row["alternatives"] ?? ""), ["task:a", 'task:b, "c"']);
  assert.equal(row["duration_ms"], "");
  assert.equal(row["follow_ups"], "");
  assert.equal(row["exit_code"], "-1");
});

test("text that a spreadsheet would calculate gets an apostrophe in front", () => {
  for (const text of ['=HYPERLINK("x")', "+1", "-rf", "@sum", "\tx", "\rx"]) {
    assert.equal(read(anInvocation({ command: text }))["command"], `'${text}`);
  }
  for (const text of ["a=b", "'=a", " x", "1-1"]) {
    assert.equal(read(anInvocation({ command: text }))["command"], text);
  }
});

test("a reader of RFC 4180 gets back whatever was written", () => {
  const random = seededRandom(6);
  const pieces = ['"', ",", "\r\n", "\n", "a", " ", "=", "é", "''", ";"];
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: random.int(1, 8) }, () => random.pick(pieces)).join("");
    const expected = /^[=\r]/.test(text) ? `'${text}` : text;
    assert.equal(read(anInvocation({ command: text }))["command"], expected);
  }
});

test("no invocations are a header alone, and every row ends in CRLF", () => {
  assert.equal(parseCsv(toCsv([])).length, 1);
  assert.equal(parseCsv(toCsv([anInvocation(), anInvocation()])).length, 3);
  assert.ok(toCsv([anInvocation()]).endsWith("\r\n"));
});
