import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reason } from "../../../../src/recommend/model";
import {
  comparedBy,
  emptyReason,
  rankingOf,
  recommendationRows,
} from "../../../../src/serve/mcp/tools/recommend";
import { queryOf, withoutCommands } from "../../../../src/serve/mcp/tools/workflowReport";
import { toJson } from "../../../../src/views/model/export/json";
import { toMarkdown } from "../../../../src/views/model/export/markdown";
import { english } from "../../../../src/serve/mcp/reasons";
import { historyOf, someTime } from "../../../support/history";
import { aReport } from "../../../support/report";
import { aRecommendation, aSkill, nowMs } from "../../../support/views";

test("what is asked for reaches the ranking, and an empty query is none", () => {
  const all = { query: " tests ", limit: 3, min_similarity: 0.2, phase: "setup" };
  assert.deepEqual(rankingOf({ ...all, kind: "tool", session_id: "s" }), {
    query: "tests",
    limit: 3,
    minSimilarity: 0.2,
    phase: "setup",
    only: { kinds: ["tool"], sessionId: "s" },
  });
  assert.deepEqual(rankingOf({ query: "  ", limit: 5 }), { limit: 5 });
});

test("a recommendation tells its reasons as sentences, and no command, folder or query of anybody", () => {
  const reasons: readonly Reason[] = [
    { factor: "followsLast", value: 0.5, share: 0.2, count: 1, total: 2, about: "task:build" },
    { factor: "matchesQuery", value: 0.4, share: 0.1, about: "tests", asked: "private words" },
  ];
  const found = aRecommendation("terminal:npm test", reasons, {
    ...{ command: "npm test --secret", cwd: "deep/folder", completionRate: 0.75 },
  });
  const skills = [aSkill("task:build", { label: "The Build" })];
  const [row] = recommendationRows([found], skills, nowMs);
  assert.ok(row !== undefined);
  assert.deepEqual(
    row.reasons.map(({ sentence }) => sentence),
    ["Followed The Build 1 of 2 times", "Matches “tests”"],
  );
  assert.equal(row.completion_rate, 0.75);
  assert.doesNotMatch(JSON.stringify(row), /secret|deep|private/);
  const [never] = recommendationRows(
    [aRecommendation("tool:x", [], { invocations: 0, lastStartedAtMs: 0 })],
    skills,
    nowMs,
  );
  assert.equal(never?.last_invocation_at, null);
  assert.equal(never.completion_rate, null);
});

test("where nothing is recommended, it is said why", () => {
  assert.equal(emptyReason([1], 5, { limit: 5 }), null);
  assert.match(emptyReason([], 0, { limit: 5, query: "x" }) ?? "", /Nothing has been recorded/);
  assert.match(emptyReason([], 5, { limit: 5, query: "x" }) ?? "", /near enough/);
  assert.match(emptyReason([], 5, { limit: 5 }) ?? "", /No recorded skill fits/);
});

test("it is said how a query was compared: by meaning only when every text's was known", () => {
  assert.equal(comparedBy(undefined), null);
  assert.equal(comparedBy({ state: "ready", missing: 0 }), "words and meaning");
  assert.equal(comparedBy({ state: "ready", missing: 1 }), "words");
  for (const state of ["none", "loading", "failed"] as const) {
    assert.equal(comparedBy({ state, missing: 0 }), "words");
  }
});

test("a report covers the days asked for, or everything", () => {
  const place = { recording: { sessionId: "s" }, nowMs: () => someTime } as Parameters<
    typeof queryOf
  >[0];
  assert.deepEqual(queryOf(place, undefined), { filter: {}, sessionId: "s" });
  assert.deepEqual(queryOf(place, 2).filter, { fromMs: someTime - 2 * 86_400_000 });
});

test("a report tells no command line in either form, at any depth", () => {
  const report = aReport(
    historyOf([{ skill: "terminal:npm test", at: someTime, query: "private words" }], {
      skills: { "terminal:npm test": { lastCommand: "npm test --secret", lastCwd: "deep/folder" } },
    }),
  );
  const raw = toJson(report);
  assert.match(raw, /--secret/);
  assert.match(raw, /deep\/folder/);
  const told = JSON.stringify(withoutCommands(JSON.parse(raw)));
  assert.doesNotMatch(told, /secret|deep|private/);
  assert.match(told, /npm test/);
  assert.doesNotMatch(toMarkdown(report, english), /secret|deep|private/);
});
