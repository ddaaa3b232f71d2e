import assert from "node:assert/strict";
import { test } from "node:test";
import { aRecommendation, aSkill, aSnapshot, anInvocation, nowMs } from "../../../../support/views";
import { account, sectionOf } from "./support";

const minute = 60_000;
const titles = (markdown: string): readonly (string | undefined)[] =>
  [...markdown.matchAll(/^## (.+)$/gm)].map(([, title]) => title);

test("an empty session has every section, and each says what is missing", () => {
  const text = account();
  assert.deepEqual(titles(text), [
    ...["Outcomes", "Time allocation", "Tools used", "Changes", "Risks"],
    ...["Clean-up candidates", "What to do next"],
  ]);
  assert.match(text, /^# Checkpoint: demo$/m);
  assert.equal(sectionOf(text, "Outcomes"), "Nothing ran in this window.");
  assert.equal(sectionOf(text, "Time allocation"), "No run was timed.");
  assert.equal(sectionOf(text, "Tools used"), "None.");
  assert.equal(sectionOf(text, "Changes"), "The folder is not in a git repository.");
  assert.equal(sectionOf(text, "What to do next"), "Nothing is recommended yet.");
  assert.match(sectionOf(text, "Risks"), /None found\.\n\nBottlenecks are not known/);
  assert.doesNotMatch(text, /\b0%|NaN|undefined/);
});

test("time is shared out by phase and by category, background and untimed runs apart", () => {
  const invocations = [
    anInvocation("1", { phase: "setup", durationMs: 3 * minute }),
    anInvocation("2", { phase: "verification", durationMs: minute, skill: "task:build" }),
    anInvocation("3", { durationMs: undefined, skill: "task:odd" }),
    anInvocation("4", { phase: "setup", durationMs: 500 * minute, background: true }),
  ];
  const skills = [aSkill("terminal:npm test"), aSkill("task:build", { category: "Build" })];
  const time = sectionOf(account(aSnapshot({ invocations, skills })), "Time allocation");
  assert.match(time, /^Timed in the foreground: 2 of 4 runs\. /);
  assert.match(time, /^\| setup \| 3 min \| 75% \| 2 \|$/m);
  assert.match(time, /^\| verification \| 1 min \| 25% \| 1 \|$/m);
  assert.match(time, /^\| no phase \| – \| – \| 1 \|$/m);
  assert.match(time, /^\| Testing \| 3 min \| 75% \| 2 \|$/m);
  assert.match(time, /^\| not known \| – \| – \| 1 \|$/m);
});

test("nothing finished is no rate, and what runs is neither failed nor abandoned", () => {
  const invocations = [
    anInvocation("1", { outcome: "running" }),
    anInvocation("2", { outcome: "unknown" }),
  ];
  const outcomes = sectionOf(account(aSnapshot({ invocations })), "Outcomes");
  assert.match(outcomes, /^2 runs; none of them finished\.$/m);
  assert.match(outcomes, /^- Completed 0, failed 0, abandoned 0$/m);
  assert.match(outcomes, /^- Still running 1, without a known end 1$/m);
  assert.doesNotMatch(outcomes, /%/);
});

test("what agents ran counts, and is told apart", () => {
  const agent = { kind: "agent", agentName: "claude-code" } as const;
  const snapshot = aSnapshot({
    invocations: [anInvocation("1"), anInvocation("2")],
    agents: {
      followed: [],
      invocations: [anInvocation("3", { author: agent, outcome: "failed" })],
      summaries: [],
    },
  });
  const text = account(snapshot);
  assert.match(
    sectionOf(text, "Tools used"),
    /^\| npm test \| Terminal \| 3 \| 1 \| 2 \| 1 \| 0 \|$/m,
  );
  assert.match(sectionOf(text, "Outcomes"), /^3 runs; 67% of 3 finished ones completed\.$/m);
});

test("runs that the window no longer holds one by one are said to be left out", () => {
  const snapshot = aSnapshot({ invocations: [anInvocation("1")] });
  const counts = { ...snapshot.session.counts, completed: 1_204 };
  const text = account({ ...snapshot, session: { ...snapshot.session, counts } });
  assert.match(sectionOf(text, "Outcomes"), /leave out the 1,203 oldest runs/);
  assert.doesNotMatch(account(snapshot), /leave out/);
});

test("no more than fifteen tools have a row, five at the end of a session", () => {
  const invocations = Array.from({ length: 20 }, (_, at) =>
    anInvocation(String(at), { skill: `task:tool ${at}` }),
  );
  const snapshot = aSnapshot({ invocations });
  const rows = (text: string): number => text.match(/^\| tool /gm)?.length ?? 0;
  const whole = account(snapshot);
  assert.equal(rows(whole), 15);
  assert.match(sectionOf(whole, "Tools used"), /and 5 more$/);
  assert.equal(rows(account(snapshot, { kind: "end" })), 5);
});

test("what to do next is what is recommended, each with its reason", () => {
  const reason = { factor: "followsLast", value: 1, share: 1, count: 3, total: 4 } as const;
  const recommended = [
    aRecommendation("terminal:git commit", [{ ...reason, about: "terminal:npm test" }]),
  ];
  assert.equal(
    sectionOf(account(aSnapshot({ recommended })), "What to do next"),
    "- git commit: Followed npm test 3 of 4 times",
  );
});

test("the end of a session is short, and says that git was not asked", () => {
  const snapshot = aSnapshot({ invocations: [anInvocation("1")] });
  const text = account(snapshot, { kind: "end", changes: { type: "not-read", why: "closing" } });
  assert.match(text, /^# End of session: demo$/m);
  assert.deepEqual(titles(text), ["Outcomes", "Time allocation", "Tools used", "Changes", "Risks"]);
  assert.equal(sectionOf(text, "Changes"), "Git is not asked while a window closes.");
  assert.equal(sectionOf(text, "Risks"), "None found.");
});

test("names that mean something in Markdown stay text", () => {
  const invocations = [
    anInvocation("1", { skill: "task:<img src=x> | `a` [b](c)", outcome: "failed", phase: "*p*" }),
  ];
  const text = account(aSnapshot({ invocations }), { project: "# a_b_" });
  assert.match(text, /^# Checkpoint: # a\\_b\\_$/m);
  assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)`a|(?<!\\)\[b|(?<!\\)\*p/);
});

test("its moment is local, with the distance from UTC", () => {
  assert.match(account(), /^2026-03-04 10:30 \(UTC[+−]\d\d:\d\d\)$/m);
  assert.match(account(), /The window is open since 2026-03-04 09:30 /);
  assert.ok(nowMs > 0);
});
