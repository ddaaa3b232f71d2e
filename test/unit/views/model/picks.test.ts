import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reason } from "../../../../src/recommend/model";
import { picks, recommendedPick, type Pick } from "../../../../src/views/model/picks";
import type { SkillKey } from "../../../../src/tracker/model";
import { aRecommendation, aSkill, aSnapshot, anInvocation, english } from "../../../support/views";

const pinned: Reason = { factor: "pinned", value: 1, share: 0.1 };

test("what others complete is an item of its own that can be inserted where it is a plain line", () => {
  const reason: Reason = { factor: "fromOthers", value: 0.9, share: 0.9, count: 7 };
  const changes = { fromOthers: { users: 7, completionRate: 0.9149 } };
  const pick = (key: SkillKey): Pick =>
    recommendedPick(aRecommendation(key, [reason], changes), english());
  assert.deepEqual(pick("terminal:npm ci"), {
    label: "$(organization) npm ci",
    description: "Completes for 7 others in 91% of their runs",
    action: {
      type: "run",
      target: { skill: { kind: "terminal", name: "npm ci" }, rank: 1, fromOthers: true },
    },
    canInsert: true,
  });
  assert.equal(pick("task:build").canInsert, false);
});

test("lists what to run, a question, the phase, what ran, and the report, in this order", () => {
  const recommended = [
    aRecommendation("terminal:npm test", [pinned], { command: "npm test", cwd: "app" }),
    aRecommendation("task:build", [pinned], { rank: 2, label: "Build $(now)" }),
  ];
  const skills = [aSkill("task:lint", { label: "Lint $(all)" })];
  const invocations = [
    anInvocation("2", { skill: "task:lint", outcome: "failed" }),
    anInvocation("1", { command: "git push …" }),
  ];
  const phases = { all: ["setup"], current: "setup" };
  const snapshot = aSnapshot({ recommended, skills, invocations, phases });
  assert.deepEqual(picks(snapshot, english(skills)), [
    { label: "Recommended now", isSeparator: true },
    {
      label: "$(terminal) npm test",
      description: "You pinned it",
      action: {
        type: "run",
        target: {
          skill: { kind: "terminal", name: "npm test" },
          rank: 1,
          command: "npm test",
          cwd: "app",
        },
      },
      canInsert: true,
    },
    {
      label: "$(tools) Build \\$(now)",
      description: "You pinned it",
      action: { type: "run", target: { skill: { kind: "task", name: "build" }, rank: 2 } },
      canInsert: false,
    },
    { label: "Search", isSeparator: true },
    { label: "$(search) Describe a problem…", action: { type: "describe" } },
    { label: "Phase", isSeparator: true },
    {
      label: "$(milestone) setup",
      description: "inferred from what runs",
      action: { type: "phase" },
    },
    { label: "Recent", isSeparator: true },
    {
      label: "$(error) Lint \\$(all)",
      description: "failed · 30 minutes ago",
      action: { type: "run", target: { skill: { kind: "task", name: "lint" } } },
      canInsert: false,
    },
    {
      label: "$(pass) npm test",
      description: "completed · 30 minutes ago",
      action: {
        type: "run",
        target: { skill: { kind: "terminal", name: "npm test" }, command: "git push …" },
      },
      canInsert: true,
    },
    { label: "Session Buddy", isSeparator: true },
    { label: "$(graph) Open workflow report", action: { type: "report" } },
    { label: "$(debug-pause) Pause recording", action: { type: "pause" } },
  ]);
});

const labels = (all: readonly Pick[]): readonly string[] => all.map(({ label }) => label);

test("an empty history says what to do, one that is still being read says so", () => {
  const first = (isLoading: boolean) => picks(aSnapshot({ isLoading }), english())[1];
  assert.deepEqual(first(false), { label: "Nothing yet: run something first" });
  assert.deepEqual(first(true), { label: "Reading the history…" });
  assert.ok(!labels(picks(aSnapshot(), english())).includes("Recent"));
});

test("a problem comes before everything else", () => {
  const problems = [{ type: "disk-full", detail: "" }] as const;
  assert.deepEqual(picks(aSnapshot({ problems }), english())[0], {
    label: "$(warning) Something needs attention…",
    action: { type: "problems" },
  });
});

test("the phase entry tells a pinned phase from an inferred one, and none", () => {
  const phase = (phases: { pinned?: string; current?: string }) => {
    const snapshot = aSnapshot({ phases: { all: ["setup"], ...phases } });
    const found = picks(snapshot, english()).find(({ action }) => action?.type === "phase");
    return [found?.label, found?.description];
  };
  assert.deepEqual(phase({ pinned: "setup", current: "setup" }), ["$(milestone) setup", "pinned"]);
  assert.deepEqual(phase({}), ["$(milestone) No phase", "inferred from what runs"]);
});

test("the last entry pauses, resumes or starts recording", () => {
  const last = (tracking: "on" | "paused" | "off") =>
    picks(aSnapshot({ tracking }), english()).at(-1)?.action?.type;
  assert.deepEqual([last("on"), last("paused"), last("off")], ["pause", "resume", "start"]);
});

test("recent runs are the five newest skills that can run again, each once, kinds apart", () => {
  const invocations = [
    anInvocation("9", { skill: "notebook:cell" }),
    anInvocation("8", { skill: "terminal:make" }),
    anInvocation("7", { skill: "task:a" }),
    anInvocation("6", { skill: "debug:a" }),
    anInvocation("5", { skill: "task:a" }),
    anInvocation("4", { skill: "task:b" }),
    anInvocation("3", { skill: "task:c" }),
    anInvocation("2", { skill: "task:d" }),
    anInvocation("1", { skill: "task:e" }),
  ];
  const all = labels(picks(aSnapshot({ invocations }), english()));
  assert.deepEqual(all.slice(all.indexOf("Recent") + 1, all.lastIndexOf("Session Buddy")), [
    "$(pass) a",
    "$(pass) a",
    "$(pass) b",
    "$(pass) c",
    "$(pass) d",
  ]);
});
