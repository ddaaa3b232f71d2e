import assert from "node:assert/strict";
import test from "node:test";
import type { SkillSummary } from "../../../../../src/analysis/model";
import {
  defaultSkillSort,
  nextSort,
  skillColumns,
  skillRows,
} from "../../../../../src/views/model/report/skillRows";
import { seededRandom } from "../../../../support/random";

function skill(name: string, more: Partial<SkillSummary> = {}): SkillSummary {
  return {
    key: `terminal:${name}`,
    kind: "terminal",
    name,
    label: name,
    category: "Other",
    hidden: false,
    pinned: false,
    counts: { running: 0, completed: 1, failed: 0, abandoned: 0, unknown: 0 },
    total: 1,
    firstStartedAtMs: 0,
    lastStartedAtMs: 0,
    ...more,
  };
}
const names = (skills: readonly SkillSummary[]): readonly string[] => skills.map((one) => one.name);

test("what is unknown comes last, whichever way it is sorted", () => {
  const skills = [
    skill("none"),
    skill("low", { completionRate: 0.1 }),
    skill("high", { completionRate: 0.9 }),
  ];
  const by = "completionRate";
  assert.deepEqual(names(skillRows(skills, { by, descending: true })), ["high", "low", "none"]);
  assert.deepEqual(names(skillRows(skills, { by, descending: false })), ["low", "high", "none"]);
});

test("sorting does not depend on the order the skills come in", () => {
  const random = seededRandom(8);
  const skills = Array.from({ length: 40 }, (_, index) =>
    skill(`skill ${index}`, {
      total: random.int(1, 4),
      label: random.pick(["a", "B", "ä"]),
      ...(random.chance(0.5) ? { completionRate: random.int(0, 2) / 2 } : {}),
    }),
  );
  for (const by of skillColumns)
    for (const descending of [true, false])
      assert.deepEqual(
        names(skillRows(random.shuffle(skills), { by, descending })),
        names(skillRows(skills, { by, descending })),
      );
});

test("leaves the given skills as they are and hidden ones out", () => {
  const skills = Object.freeze([
    skill("b"),
    skill("a", { hidden: true }),
    skill("c", { total: 5 }),
  ]);
  assert.deepEqual(names(skillRows(skills, defaultSkillSort)), ["c", "b"]);
});

test("a search finds every word of it, anywhere, in any case", () => {
  const skills = [skill("npm run test"), skill("npm install"), skill("x", { category: "Testing" })];
  assert.deepEqual(names(skillRows(skills, defaultSkillSort, " TEST  npm")), ["npm run test"]);
  assert.deepEqual(names(skillRows(skills, defaultSkillSort, "testing")), ["x"]);
  assert.deepEqual(names(skillRows(skills, defaultSkillSort, "(")), []);
});

test("a second click turns the order round; figures begin with the greatest, names with A", () => {
  assert.deepEqual(nextSort(defaultSkillSort, "total"), { by: "total", descending: false });
  assert.deepEqual(nextSort(defaultSkillSort, "trend"), { by: "trend", descending: true });
  assert.deepEqual(nextSort(defaultSkillSort, "label"), { by: "label", descending: false });
});
