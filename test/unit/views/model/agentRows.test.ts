import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentSkill } from "../../../../src/analysis/model";
import type { Row } from "../../../../src/views/model/row";
import { agentRows } from "../../../../src/views/model/agentRows";
import { anInvocation, aSnapshot, english } from "../../../support/views";

const noon = new Date(2026, 2, 4, 12).getTime();

function aSkill(changes: Partial<AgentSkill> = {}): AgentSkill {
  return {
    ...{ key: "tool:Bash", kind: "tool", label: "Bash", total: 4, refused: 1 },
    counts: { running: 0, completed: 3, failed: 0, abandoned: 1, unknown: 0 },
    ...{ completionRate: 0.75, medianDurationMs: 1_500, lastStartedAtMs: noon - 60_000 },
    ...changes,
  };
}

const context = { ...english(), labelOf: ({ name }: { name: string }) => name, nowMs: noon };

function outline(rows: readonly Row[], depth = 0): readonly string[] {
  return rows.flatMap(({ label, description = "", children = [] }) => [
    `${"  ".repeat(depth)}${label} | ${description}`,
    ...outline(children, depth + 1),
  ]);
}

test("an agent shows what it runs now, then its subagents, skills, tools and commands", () => {
  const agent = { kind: "agent", agentName: "claude" } as const;
  const skills = [
    aSkill(),
    aSkill({ key: "agent:Explore", kind: "agent", label: "Explore", refused: 0 }),
    aSkill({ key: "test:npm test", kind: "test", label: "npm test", refused: 0, total: 1 }),
  ];
  const invocations = [
    anInvocation("1", { skill: "tool:Read", author: agent, wallMs: 3_000 }),
    anInvocation("2", { skill: "tool:Bash", author: agent, outcome: "running" }),
  ].map((one) => (one.id === "1" ? { ...one, durationMs: undefined } : one));
  const rows = agentRows(
    aSnapshot({
      agents: {
        followed: ["claude", "codex"],
        invocations,
        summaries: [{ agent: "claude", total: 9, refused: 1, skills }],
      },
    }),
    context,
  );
  assert.deepEqual(
    outline(rows).filter((line) => !/^ {4}(Bash|Read) \| .*[AP]M/.test(line)),
    [
      "Claude Code | 9 runs · 1 refused",
      "  Now and lately | ",
      "  Subagents | 4 runs",
      "    Explore | 4 runs · 75% · 1.5 s",
      "  Tools | 4 runs",
      "    Bash | 4 runs · 75% · 1 refused · 1.5 s",
      "  Commands | 1 run",
      "    npm test | 1 run · 75% · 1.5 s",
      "Codex | followed",
      "  Nothing ran here yet | ",
    ],
  );
  const lately = rows[0]?.children?.[0]?.children ?? [];
  assert.deepEqual(
    lately.map(({ id }) => id),
    ["invocation:2", "invocation:1"],
  );
  assert.match(lately[1]?.description ?? "", /^≤ 3 s/);
  assert.equal(rows[0]?.icon, "loading~spin");
});

test("an agent that nobody follows, and one without a name, say so", () => {
  const summaries = ["", "cline"].map((agent) => ({
    ...{ agent, total: 1, refused: 0 },
    skills: [aSkill({ total: 1, refused: 0 })],
  }));
  const agents = { followed: [], invocations: [], summaries };
  assert.deepEqual(
    agentRows(aSnapshot({ agents }), context).map(({ label, description, context: words }) => [
      ...[label, description, words],
    ]),
    [
      ["An agent without a name", "1 run · not followed", "agent"],
      ["cline", "1 run · not followed", "agent"],
    ],
  );
});

test("no more than twenty ended runs are shown as the latest, and all that go on", () => {
  const agent = { kind: "agent", agentName: "codex" } as const;
  const some = (from: number, outcome: "running" | "completed") =>
    Array.from({ length: 25 }, (_, n) =>
      anInvocation(String(from + n), { author: agent, outcome, skill: "tool:shell" }),
    );
  const shown = (invocations: ReturnType<typeof some>) =>
    agentRows(
      aSnapshot({ agents: { followed: ["codex"], invocations, summaries: [] } }),
      context,
    )[0]?.children?.[0]?.children?.length;
  assert.equal(shown(some(0, "completed")), 20);
  assert.equal(shown([...some(0, "completed"), ...some(100, "running")]), 25);
});

test("every row of the tree has an id of its own, and says to a screen reader what it shows", () => {
  const skills = [aSkill(), aSkill({ key: "skill:pdf", kind: "skill", label: "pdf" })];
  const summaries = ["claude", "codex"].map((agent) => ({ agent, total: 8, refused: 2, skills }));
  const rows = agentRows(
    aSnapshot({ agents: { followed: [], invocations: [], summaries } }),
    context,
  );
  const all = (given: readonly Row[]): readonly Row[] =>
    given.flatMap((row) => [row, ...all(row.children ?? [])]);
  const ids = all(rows).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { label, spoken } of all(rows)) assert.ok(spoken.startsWith(label));
});
