import assert from "node:assert/strict";
import { test } from "node:test";
import { statusBarLook } from "../../../../src/views/model/statusBar";
import { aRecommendation, aSnapshot, anInvocation, english } from "../../../support/views";

const invocations = [
  anInvocation("5", { outcome: "running" }),
  anInvocation("4", { outcome: "unknown" }),
  anInvocation("3", { outcome: "failed" }),
  anInvocation("2"),
  anInvocation("1"),
];
const phases = { all: ["verification"], current: "verification" };
const problems = [{ type: "disk-full", detail: "" }] as const;

test("shows phase, runs and completion rate while recording, and says what they mean", () => {
  const recommended = [
    aRecommendation("task:build", [{ factor: "pinned", value: 1, share: 0.1 }]),
    aRecommendation("task:other"),
  ];
  assert.deepEqual(statusBarLook(aSnapshot({ invocations, phases, recommended }), english()), {
    text: "$(pulse) verification · 5 · 67%",
    tooltip: [
      "**Session Buddy**",
      "2 completed\\, 1 failed\\, 0 abandoned\\, 1 running",
      "1 ended\\, result unknown",
      "Next\\: build \\(You pinned it\\)",
    ].join("\n\n"),
    spoken: "Session Buddy, Phase: verification, 5 runs, 67% completed",
    isWarning: false,
  });
});

test("shows no phase where there is none and no rate where nothing finished", () => {
  const running = [anInvocation("1", { outcome: "running" })];
  const look = statusBarLook(aSnapshot({ invocations: running }), english());
  assert.equal(look.text, "$(pulse) 1");
  assert.equal(look.spoken, "Session Buddy, 1 run");
});

test("says that nothing was recorded yet instead of listing zeros", () => {
  assert.deepEqual(statusBarLook(aSnapshot(), english()), {
    text: "$(pulse) 0",
    tooltip: "**Session Buddy**\n\nNothing recorded in this window yet\\.",
    spoken: "Session Buddy, 0 runs",
    isWarning: false,
  });
});

test("shows that recording is paused or off, and not the figures", () => {
  const elsewhere = statusBarLook(aSnapshot(), english(), "mcp (connected)");
  assert.ok(elsewhere.tooltip.endsWith("\n\nBackend\\: mcp \\(connected\\)"));
  const paused = statusBarLook(aSnapshot({ invocations, phases, tracking: "paused" }), english());
  assert.equal(paused.text, "$(debug-pause) Paused");
  assert.equal(paused.spoken, "Session Buddy, Paused");
  assert.match(paused.tooltip, /^\*\*Session Buddy\*\*\n\nRecording is paused\\\.\n\n2 completed/);
  const off = statusBarLook(aSnapshot({ tracking: "off" }), english());
  assert.equal(off.text, "$(debug-pause) Off");
  assert.match(off.tooltip, /Recording is off in this workspace/);
});

test("a problem is seen, heard and explained, whether it records or not", () => {
  const on = statusBarLook(aSnapshot({ invocations, problems }), english());
  assert.equal(on.isWarning, true);
  assert.equal(on.text, "$(warning) 5 · 67%");
  assert.equal(on.spoken, "Session Buddy, 5 runs, 67% completed, needs attention");
  assert.match(on.tooltip, /Something needs attention\\: click for details\\\.$/);
  const paused = statusBarLook(aSnapshot({ problems, tracking: "paused" }), english());
  assert.equal(paused.text, "$(warning) Paused");
});

test("a phase named like an icon is shown as it is written", () => {
  const named = { all: ["$(bug)"], current: "$(bug)" };
  assert.equal(
    statusBarLook(aSnapshot({ phases: named }), english()).text,
    "$(pulse) \\$(bug) · 0",
  );
});
