import assert from "node:assert/strict";
import { test } from "node:test";
import type { SkillKey } from "../../../../src/tracker/model";
import { sessionRows } from "../../../../src/views/model/sessionRows";
import { seededRandom } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";
import { aSkill, aSnapshot, anInvocation, english, nowMs } from "../../../support/views";

/** The same white space on every version of the language data. */
const plain = (rows: unknown): unknown =>
  JSON.parse(JSON.stringify(rows).replaceAll("\u202f", " "));

test("draws a session by phase: labels, figures, icons, menus and what is spoken", () => {
  const at = (minute: number) => new Date(2026, 2, 4, 10, minute).getTime();
  const invocations = [
    anInvocation("3", {
      skill: "task:dev server",
      source: "task",
      outcome: "running",
      background: true,
      startedAtMs: nowMs - 65_900,
    }),
    anInvocation("2", {
      phase: "verification",
      outcome: "failed",
      exitCode: 1,
      command: "npm test -- …",
      cwd: ".",
      startedAtMs: at(20),
      durationMs: 12_300,
      author: { kind: "agent", agentName: "Aider" },
      query: "why [red]?",
    }),
    anInvocation("1", { phase: "verification", startedAtMs: at(10) }),
  ];
  const skills = [aSkill("terminal:npm test", { label: "Unit tests" })];
  assert.deepEqual(plain(sessionRows(aSnapshot({ invocations, skills }), english(skills))), [
    {
      id: "phase:verification",
      label: "verification",
      description: "2 runs · 50%",
      context: "phase",
      spoken: "verification, 2 runs · 50%",
      isExpanded: true,
      children: [
        {
          id: "invocation:2",
          label: "Unit tests",
          description: "12 s · 10:20 AM",
          tooltip: [
            "**Unit tests** — failed",
            "```sh\nnpm test -- …\n```",
            [
              "- Exit code 1",
              "- Took 12 s",
              "- Began Mar 4\\, 10\\:20 AM",
              "- Phase\\: verification",
              "- In the workspace folder",
              "- Run by Aider",
              "- For\\: why \\[red\\]\\?",
            ].join("\n"),
          ].join("\n\n"),
          icon: "error",
          color: "charts.red",
          context: "invocation terminal failed runnable insertable command",
          spoken: "Unit tests, failed, 12 s · 10:20 AM",
          target: {
            skill: { kind: "terminal", name: "npm test" },
            invocationId: "2",
            command: "npm test -- …",
            cwd: ".",
          },
        },
        {
          id: "invocation:1",
          label: "Unit tests",
          description: "2 s · 10:10 AM",
          tooltip: [
            "**Unit tests** — completed",
            "- Took 2 s\n- Began Mar 4\\, 10\\:10 AM\n- Phase\\: verification",
          ].join("\n\n"),
          icon: "pass",
          color: "charts.green",
          context: "invocation terminal completed ",
          spoken: "Unit tests, completed, 2 s · 10:10 AM",
          target: { skill: { kind: "terminal", name: "npm test" }, invocationId: "1" },
        },
      ],
    },
    {
      id: "phase:",
      label: "No phase",
      description: "1 run",
      context: "phase",
      spoken: "No phase, 1 run",
      isExpanded: true,
      children: [
        {
          id: "invocation:3",
          label: "dev server",
          description: "1 min 5 s · 10:28 AM",
          tooltip: "**dev server** — running\n\n- Began Mar 4\\, 10\\:28 AM",
          icon: "loading~spin",
          color: "charts.blue",
          context: "invocation task running runnable",
          spoken: "dev server, running, 1 min 5 s · 10:28 AM",
          target: { skill: { kind: "task", name: "dev server" }, invocationId: "3" },
        },
      ],
    },
  ]);
});

test("phases come in the setting's order, then those it no longer names, runs without one last", () => {
  const invocations = [
    anInvocation("5"),
    anInvocation("4", { phase: "release" }),
    anInvocation("3", { phase: "verification" }),
    anInvocation("2", { phase: "setup" }),
    anInvocation("1", { phase: "verification" }),
  ];
  assert.deepEqual(
    sessionRows(aSnapshot({ invocations }), english()).map(({ label, children = [] }) => [
      label,
      children.map(({ id }) => id),
    ]),
    [
      ["setup", ["invocation:2"]],
      ["verification", ["invocation:3", "invocation:1"]],
      ["release", ["invocation:4"]],
      ["No phase", ["invocation:5"]],
    ],
  );
});

test("a group in which nothing finished shows no rate, and unknown ends do not lower one", () => {
  const describe = (...outcomes: ("running" | "unknown" | "completed")[]) =>
    sessionRows(
      aSnapshot({ invocations: outcomes.map((outcome, n) => anInvocation(`${n}`, { outcome })) }),
      english(),
    ).map(({ description }) => description);
  assert.deepEqual(describe("running", "unknown"), ["2 runs"]);
  assert.deepEqual(describe("running", "unknown", "completed"), ["3 runs · 100%"]);
  assert.deepEqual(describe(), []);
});

test("a running row counts up in whole seconds and shows none before the first", () => {
  const described = (runningMs: number) => {
    const one = anInvocation("1", { outcome: "running", startedAtMs: nowMs - runningMs });
    const [group] = sessionRows(aSnapshot({ invocations: [one] }), english());
    return (group?.children?.[0]?.description ?? "").split(" · ").slice(0, -1);
  };
  assert.deepEqual(described(-5_000), []);
  assert.deepEqual(described(999), []);
  assert.deepEqual(described(1_000), ["1 s"]);
  assert.deepEqual(described(9_999), ["9 s"]);
});

test("every run is in exactly one group, in the order of the session, whatever ran", () => {
  for (const start of seedsUpTo(300)) {
    const random = seededRandom(start);
    const phases = ["setup", "execution", "verification", "release", undefined];
    const invocations = Array.from({ length: random.int(0, 20) }, (_, n) => {
      const phase = random.pick(phases);
      const skill = random.pick<SkillKey>(["task:a", "terminal:b"]);
      return anInvocation(`${n}`, { skill, ...(phase === undefined ? {} : { phase }) });
    });
    const rows = sessionRows(aSnapshot({ invocations }), english());
    for (const { label, children = [] } of rows) {
      assert.deepEqual(
        children.map(({ id }) => id),
        invocations
          .filter(({ phase }) => (phase ?? "No phase") === label)
          .map(({ id }) => `invocation:${id}`),
      );
      assert.ok(children.length > 0);
    }
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    assert.equal(
      rows.reduce((sum, { children = [] }) => sum + children.length, 0),
      invocations.length,
    );
  }
});
