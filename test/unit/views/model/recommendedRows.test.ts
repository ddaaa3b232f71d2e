import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reason } from "../../../../src/recommend/model";
import { recommendedRows } from "../../../../src/views/model/recommendedRows";
import { aRecommendation, aSnapshot, english } from "../../../support/views";

test("what others complete is marked as theirs: nothing of it is kept here, so it is only inserted", () => {
  const reason: Reason = { factor: "fromOthers", value: 0.9, share: 0.9, count: 7 };
  const fromOthers = { users: 7, completionRate: 0.9149, medianMs: 8400, phase: "a*b" };
  const changes = { fromOthers, invocations: 0, lastStartedAtMs: 0 };
  const recommended = [
    aRecommendation("terminal:npm ci", [reason], changes),
    aRecommendation("command:workbench.action.quit", [reason], { ...changes, rank: 2 }),
  ];
  const [first, second] = recommendedRows(aSnapshot({ recommended }), english());
  assert.deepEqual(first, {
    id: "recommended:terminal:npm ci",
    label: "npm ci",
    description: "Completes for 7 others in 91% of their runs",
    tooltip: [
      "**npm ci** — 90 of 100 points",
      "",
      "| Points | Why |",
      "|--:|:--|",
      "| \\+90 | Completes for 7 others in 91\\% of their runs |",
      "",
      "It usually takes them 8\\.4 s\\.",
      "",
      "Most of them run it in a\\*b\\.",
    ].join("\n"),
    icon: "organization",
    context: "recommendation insertable",
    spoken: "1. npm ci. Completes for 7 others in 91% of their runs",
    target: { skill: { kind: "terminal", name: "npm ci" }, rank: 1, fromOthers: true },
  });
  assert.equal(second?.context, "recommendation");
  assert.equal(second.target?.fromOthers, true);
});

const followed: Reason = {
  factor: "followsLast",
  value: 0.8,
  share: 0.4,
  count: 8,
  total: 9,
  about: "terminal:git add",
};

test("draws recommendations in their order, each with its strongest reason and all in the tooltip", () => {
  const recommended = [
    aRecommendation("terminal:git commit", [followed], { command: 'git commit -m "…"', cwd: "." }),
    aRecommendation("task:build", [{ factor: "pinned", value: 1, share: 0.1 }], {
      rank: 2,
      label: "Build it",
    }),
  ];
  assert.deepEqual(recommendedRows(aSnapshot({ recommended }), english()), [
    {
      id: "recommended:terminal:git commit",
      label: "git commit",
      description: "Followed git add 8 of 9 times",
      tooltip: [
        "**git commit** — 40 of 100 points",
        "",
        "| Points | Why |",
        "|--:|:--|",
        "| \\+40 | Followed git add 8 of 9 times |",
      ].join("\n"),
      icon: "terminal",
      context: "recommendation unpinned runnable insertable command",
      spoken: "1. git commit. Followed git add 8 of 9 times",
      target: {
        skill: { kind: "terminal", name: "git commit" },
        rank: 1,
        command: 'git commit -m "…"',
        cwd: ".",
      },
    },
    {
      id: "recommended:task:build",
      label: "Build it",
      description: "You pinned it",
      tooltip: [
        "**Build it** — 10 of 100 points",
        "",
        "| Points | Why |",
        "|--:|:--|",
        "| \\+10 | You pinned it |",
      ].join("\n"),
      icon: "pinned",
      context: "recommendation pinned runnable",
      spoken: "2. Build it. You pinned it",
      target: { skill: { kind: "task", name: "build" }, rank: 2 },
    },
  ]);
});

test("nothing recommended draws no row, so that the view's own words show", () => {
  assert.deepEqual(recommendedRows(aSnapshot(), english()), []);
});
