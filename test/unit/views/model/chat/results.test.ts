import assert from "node:assert/strict";
import { test } from "node:test";
import {
  reasonsOf,
  recommendationText,
  recordedText,
  toolContext,
} from "../../../../../src/views/model/chat/results";
import { aRecommendation, english, nowMs } from "../../../../support/views";

const context = toolContext([], nowMs);

test("a tool tells keys and reasons, and neither command lines nor what was asked before", () => {
  const asked = {
    factor: "matchesQuery",
    value: 1,
    share: 0.9,
    asked: "my private words",
  } as const;
  const found = [
    aRecommendation("terminal:npm test", [asked, { factor: "frequency", value: 1, share: 0.1 }], {
      ...{ command: "npm test --secret", cwd: "private/folder" },
    }),
    aRecommendation("task:build", [{ factor: "pinned", value: 1, share: 1 }]),
  ];
  assert.equal(
    recommendationText(found, { isEmpty: false, query: "x" }, context),
    [
      "Skills that were used here, best first:",
      "1. terminal:npm test: Close in meaning; Run 12 times here",
      "2. task:build: You pinned it",
    ].join("\n"),
  );
});

test("an empty answer says why it is empty", () => {
  const answers = [
    recommendationText([], { isEmpty: true, query: "x" }, context),
    recommendationText([], { isEmpty: false, query: "x" }, context),
    recommendationText([], { isEmpty: false }, context),
  ];
  assert.equal(new Set(answers).size, 3);
  for (const answer of answers) assert.match(answer, /^N[^\n]+\.$/);
});

test("at most three reasons are given, none twice and none against", () => {
  const counted = { factor: "completion", value: 1, count: 3, total: 4 } as const;
  const one = aRecommendation("task:a", [
    { ...counted, share: 0.5 },
    { factor: "rejected", value: 1, share: -0.4 },
    { factor: "frequency", value: 1, share: 0.3 },
    { factor: "pinned", value: 1, share: 0.2 },
    { factor: "recency", value: 1, share: 0.1 },
  ]);
  assert.deepEqual(reasonsOf(one, english()), [
    "3 of its 4 finished runs completed",
    "Run 12 times here",
    "You pinned it",
  ]);
  assert.deepEqual(reasonsOf(aRecommendation("task:a"), english()), ["Run 12 times here"]);
  assert.match(reasonsOf({ ...one, toTry: true }, english()).join(), /^Offered to try/);
});

test("what was recorded is told by key and outcome", () => {
  const skill = { kind: "task", name: "build" } as const;
  assert.equal(recordedText({ skill, outcome: "failed" }), "Recorded task:build as failed.");
});
