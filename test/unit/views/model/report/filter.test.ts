import assert from "node:assert/strict";
import test from "node:test";
import { chips } from "../../../../../src/views/model/report/chips";
import {
  isSameFilter,
  narrow,
  parseReportFilter,
  toHistoryFilter,
} from "../../../../../src/views/model/report/filter";
import type { ReportFilter } from "../../../../../src/views/model/report/filter";
import { english } from "./support";

const now = { nowMs: new Date(2026, 2, 10, 15, 30).getTime(), sessionId: "s1" };

test("seven days are today and the six before it, from local midnight", () => {
  const { fromMs = NaN } = toHistoryFilter({ range: "7d" }, now);
  const from = new Date(fromMs);
  assert.deepEqual([from.getMonth(), from.getDate(), from.getHours()], [2, 4, 0]);
});

test("ninety days begin at midnight although the clocks may change on the way", () => {
  const nowMs = new Date(2026, 4, 20, 9).getTime();
  const from = new Date(toHistoryFilter({ range: "90d" }, { ...now, nowMs }).fromMs ?? NaN);
  assert.deepEqual([from.getMonth(), from.getDate(), from.getHours()], [1, 20, 0]);
});

test("the session and all time have no start", () => {
  assert.deepEqual(toHistoryFilter({ range: "session" }, now), { sessionId: "s1" });
  assert.deepEqual(toHistoryFilter({ range: "all" }, now), {});
});

test("what narrows the report reaches the history", () => {
  const filter: ReportFilter = {
    range: "all",
    kind: "task",
    author: "agent",
    agent: "claude",
    phase: "setup",
    skill: "task:a:b",
  };
  assert.deepEqual(toHistoryFilter(filter, now), {
    kinds: ["task"],
    authors: ["agent"],
    agent: "claude",
    phase: "setup",
    skill: { kind: "task", name: "a:b" },
  });
});

test("choosing the same value again takes the filter away", () => {
  const once = narrow({ range: "7d" }, "phase", "setup");
  assert.deepEqual(once, { range: "7d", phase: "setup" });
  assert.deepEqual(narrow(once, "phase", "setup"), { range: "7d" });
  assert.deepEqual(narrow(once, "phase", "cleanup"), { range: "7d", phase: "cleanup" });
  assert.deepEqual(narrow(once, "phase", undefined), { range: "7d" });
});

test("a filter read back is what was kept, without what nobody knows", () => {
  const filter: ReportFilter = { range: "90d", kind: "test", agent: "claude", skill: "test:x" };
  assert.deepEqual(parseReportFilter(JSON.parse(JSON.stringify(filter))), filter);
  const odd = { ...filter, kind: "tests", skill: "x", agent: 4, author: 3, phase: {}, more: 1 };
  assert.deepEqual(parseReportFilter(odd), { range: "90d" });
  for (const wrong of [undefined, null, 3, "7d", {}, { range: "8d" }])
    assert.equal(parseReportFilter(wrong), undefined);
});

test("each chip says what it filters, with the name a person gave a skill", () => {
  const filter: ReportFilter = {
    range: "7d",
    author: "user",
    agent: "claude",
    phase: "setup",
    skill: "terminal:npm test",
  };
  assert.deepEqual(chips(filter, [], english), [
    { field: "author", text: "By people" },
    { field: "agent", text: "Claude Code" },
    { field: "phase", text: "Phase: setup" },
    { field: "skill", text: "Skill: npm test" },
  ]);
});

test("two filters are the same when all of their fields are", () => {
  const filter: ReportFilter = { range: "7d", kind: "task", agent: "a", phase: "setup" };
  const { range, ...others } = filter;
  assert.ok(isSameFilter(filter, { ...others, range }));
  assert.ok(isSameFilter({ range: "7d" }, { range: "7d" }));
  for (const other of [
    { ...filter, range: "30d" as const },
    { ...filter, kind: "test" as const },
    { ...filter, author: "agent" as const },
    { ...filter, skill: "task:a" as const },
    { range },
  ])
    assert.equal(isSameFilter(filter, other), false);
});
