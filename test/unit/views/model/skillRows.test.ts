import assert from "node:assert/strict";
import { test } from "node:test";
import { skillRows } from "../../../../src/views/model/skillRows";
import { aSkill, aSnapshot, english } from "../../../support/views";

test("draws skills by category: figures, trend, menus and what is spoken", () => {
  const skills = [
    aSkill("test:npm test", {
      label: "Unit *tests*",
      pinned: true,
      command: "npm test",
      cwd: "app",
      phase: "verification",
      medianDurationMs: 4_230,
      trend: 0.12,
      counts: { completed: 14, failed: 1, abandoned: 2, unknown: 3, running: 1 },
    }),
    aSkill("task:watch", {
      category: "Build",
      counts: { unknown: 1 },
    }),
  ];
  assert.deepEqual(skillRows(aSnapshot({ skills }), english(skills)), [
    {
      id: "category:Build",
      label: "Build",
      description: "1 skill",
      context: "category",
      spoken: "Build, 1 skill",
      isExpanded: true,
      children: [
        {
          id: "skill:task:watch",
          label: "watch",
          description: "1 run",
          tooltip: [
            "**watch**",
            "- 0 completed\\, 0 failed\\, 0 abandoned\n- 1 ended\\, result unknown\n- Last run 5 minutes ago",
          ].join("\n\n"),
          icon: "tools",
          context: "skill unpinned runnable",
          spoken: "watch, 1 run, Last run 5 minutes ago",
          target: { skill: { kind: "task", name: "watch" } },
        },
      ],
    },
    {
      id: "category:Testing",
      label: "Testing",
      description: "1 skill",
      context: "category",
      spoken: "Testing, 1 skill",
      isExpanded: true,
      children: [
        {
          id: "skill:test:npm test",
          label: "Unit *tests*",
          description: "21 runs · 82% · 4.2 s · ↑",
          tooltip: [
            "**Unit \\*tests\\***",
            [
              "- 14 completed\\, 1 failed\\, 2 abandoned",
              "- 3 ended\\, result unknown",
              "- 1 running",
              "- Half of the completed runs take 4\\.2 s or less",
              "- Last run 5 minutes ago",
              "- Phase\\: verification",
              "- Completion rate of the latest 10 runs up 12 points",
            ].join("\n"),
          ].join("\n\n"),
          icon: "pinned",
          context: "skill pinned runnable insertable command",
          spoken:
            "Unit *tests*, 21 runs, 82%, 4.2 s, Completion rate of the latest 10 runs up 12 points, Last run 5 minutes ago",
          target: { skill: { kind: "test", name: "npm test" }, command: "npm test", cwd: "app" },
        },
      ],
    },
  ]);
});

test("a hidden skill is left out, and its category with it when nothing else is there", () => {
  const skills = [
    aSkill("task:a", { category: "Build", hidden: true }),
    aSkill("task:b", { category: "Testing" }),
    aSkill("task:c", { category: "Testing", hidden: true }),
  ];
  const rows = skillRows(aSnapshot({ skills }), english(skills));
  assert.deepEqual(
    rows.map(({ label, description, children = [] }) => [label, description, children.length]),
    [["Testing", "1 skill", 1]],
  );
});

test("categories and skills are in alphabetical order by what is shown, whatever order they came in", () => {
  const skills = [
    aSkill("task:b", { category: "Testing" }),
    aSkill("task:z", { category: "Build", label: "Äpfel" }),
    aSkill("task:a", { category: "Testing", label: "c" }),
    aSkill("terminal:b", { category: "Testing" }),
    aSkill("task:y", { category: "Build", label: "Birnen" }),
  ];
  for (const order of [skills, [...skills].reverse()]) {
    assert.deepEqual(
      skillRows(aSnapshot({ skills: order }), english(skills)).map(({ label, children = [] }) => [
        label,
        children.map(({ id }) => id),
      ]),
      [
        ["Build", ["skill:task:z", "skill:task:y"]],
        ["Testing", ["skill:task:b", "skill:terminal:b", "skill:task:a"]],
      ],
    );
  }
});

test("only a trend of ten points or more shows an arrow", () => {
  const arrow = (trend: number) => {
    const skills = [aSkill("task:a", { trend })];
    const [category] = skillRows(aSnapshot({ skills }), english(skills));
    return /[↑↓]/.exec(category?.children?.[0]?.description ?? "")?.[0];
  };
  assert.deepEqual([-1, -0.1, -0.099, 0, 0.099, 0.1, 1].map(arrow), [
    "↓",
    "↓",
    undefined,
    undefined,
    undefined,
    "↑",
    "↑",
  ]);
});

test("many categories begin collapsed, a few expanded", () => {
  const expanded = (count: number) => {
    const skills = Array.from({ length: count }, (_, n) =>
      aSkill(`task:${n}`, { category: `c${n}` }),
    );
    return skillRows(aSnapshot({ skills }), english(skills)).every((row) => row.isExpanded);
  };
  assert.deepEqual([expanded(6), expanded(7)], [true, false]);
});
