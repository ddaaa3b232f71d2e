import assert from "node:assert/strict";
import { test } from "node:test";
import {
  daysIn,
  explainedAnswer,
  namedSkill,
  recommendedAnswer,
  suggestionButtons,
  unknownSkillAnswer,
} from "../../../../../src/views/model/chat/answers";
import { aRecommendation, aSkill, english } from "../../../../support/views";

const frequent = { factor: "frequency", value: 1, share: 0.2 } as const;
const completes = { factor: "completion", value: 1, share: 0.5, count: 8, total: 10 } as const;
const against = { factor: "rejected", value: 1, share: -0.1 } as const;

test("recommendations are a list with their reasons, and nothing in them is markup", () => {
  const found = [
    aRecommendation("terminal:npm test", [completes, frequent, against]),
    aRecommendation("task:[x](command:evil)\n# y", [frequent]),
  ];
  assert.equal(
    recommendedAnswer(found, "tests fail", english()),
    [
      "What worked here:",
      "",
      "1. **npm test** — 8 of its 10 finished runs completed · Run 12 times here",
      "1. **\\[x\\]\\(command\\:evil\\) \\# y** — Run 12 times here",
    ].join("\n"),
  );
  assert.match(recommendedAnswer(found, undefined, english()), /^What to run next:/);
});

test("where nothing fits it says so, and whether something was asked", () => {
  assert.equal(recommendedAnswer([], "x", english()), "Nothing here has solved that yet");
  assert.equal(recommendedAnswer([], undefined, english()), "Nothing to recommend yet");
});

test("buttons run what can be run again, the best three of it", () => {
  const others = { users: 5, completionRate: 0.9 };
  const found = [
    aRecommendation("terminal:npm test", [], { command: "npm test", cwd: "web", rank: 1 }),
    aRecommendation("terminal:forgotten", [], { rank: 2 }),
    aRecommendation("terminal:make lint", [], { rank: 3, invocations: 0, fromOthers: others }),
    aRecommendation("terminal:rm $(x)", [], { rank: 4, invocations: 0, fromOthers: others }),
    aRecommendation("task:build", [], { rank: 5 }),
    aRecommendation("task:more", [], { rank: 6 }),
  ];
  assert.deepEqual(suggestionButtons(found, english()), [
    {
      title: "Run “npm test”",
      target: {
        skill: { kind: "terminal", name: "npm test" },
        ...{ rank: 1, command: "npm test", cwd: "web" },
      },
    },
    {
      title: "Insert “make lint”",
      target: { skill: { kind: "terminal", name: "make lint" }, rank: 3, fromOthers: true },
    },
    { title: "Run “build”", target: { skill: { kind: "task", name: "build" }, rank: 5 } },
  ]);
});

test("an explanation has the share of every factor, or what is known of a skill without one", () => {
  const found = aRecommendation("terminal:npm test", [completes, frequent]);
  const answer = explainedAnswer(undefined, found, english());
  assert.match(answer, /70 of 100 points/);
  assert.match(answer, /\| \\\+50 \| 8 of its 10 finished runs completed \|/);
  const skill = aSkill("task:build", { counts: { completed: 1, failed: 3, unknown: 1 } });
  assert.equal(
    explainedAnswer(skill, undefined, english()),
    "“build” is not recommended now\\. 5 runs\\, 25\\% of the finished ones completed\\.",
  );
  assert.equal(explainedAnswer(undefined, undefined, english()), "Nothing to recommend yet");
});

test("a skill is found by key, name, label, and by part of them; the most used one first", () => {
  const skills = [
    aSkill("task:build"),
    aSkill("terminal:build", { counts: { completed: 9 } }),
    aSkill("terminal:npm test", { label: "Unit tests" }),
    aSkill("terminal:ls", { counts: { completed: 99 } }),
  ];
  const keyOf = (wanted: string) => namedSkill(wanted, skills)?.key;
  assert.equal(keyOf("task:build"), "task:build");
  assert.equal(keyOf(" “Build”? "), "terminal:build");
  assert.equal(keyOf("unit TESTS"), "terminal:npm test");
  assert.equal(keyOf("npm"), "terminal:npm test");
  assert.equal(keyOf("why is npm test slow"), "terminal:npm test");
  assert.equal(keyOf("something false"), undefined);
  assert.equal(keyOf("  "), undefined);
});

test("who names no known skill hears of those used most", () => {
  const skills = [
    aSkill("task:a", { counts: { completed: 2 } }),
    aSkill("task:hidden", { hidden: true, counts: { completed: 50 } }),
    aSkill("task:b", { counts: { completed: 3 } }),
  ];
  const answer = unknownSkillAnswer("<b>", skills, english());
  assert.equal(answer, "No skill is called “\\<b\\>” here\\. Most used\\: b\\, a\\.");
  assert.equal(unknownSkillAnswer("x", [], english()), "No skill is called “x” here\\.");
});

test("a number in a request is a number of days", () => {
  assert.deepEqual(["the last 7 days", "90", "", "all", "0", "99999", "1234567"].map(daysIn), [
    7,
    90,
    undefined,
    undefined,
    undefined,
    3650,
    3650,
  ]);
});
