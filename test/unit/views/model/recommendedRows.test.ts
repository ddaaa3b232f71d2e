import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reason } from "../../../../src/recommend/model";
import { recommendedRows } from "../../../../src/views/model/recommendedRows";
import { aRecommendation, aSnapshot, english } from "../../../support/views";

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
