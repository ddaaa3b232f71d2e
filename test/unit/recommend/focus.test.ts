import assert from "node:assert/strict";
import { test } from "node:test";
import { folderInFocus, namesFile } from "../../../src/recommend/focus";
import type { RecommendContext } from "../../../src/recommend/model";
import { rankSkills } from "../../../src/recommend/recommend";
import { recommend } from "../../../src/recommend/recommender";
import type { SkillKey } from "../../../src/tracker/model";
import { day, historyOf, minute, someTime, type Run } from "../../support/history";
import { seededRandom } from "../../support/random";

const rows: readonly (readonly [command: string, cwd: string | undefined, file: string])[] = [
  ["pytest tests/a.py", undefined, "tests/a.py"],
  ["pytest ./tests/a.py", ".", "tests/a.py"],
  ["pytest -q 'tests/a.py::test_b'", undefined, "tests/a.py"],
  ["pytest a.py", "tests", "tests/a.py"],
  ["ruff check --config=tests/a.py", undefined, "tests/a.py"],
  ["node src\\a.js", undefined, "src/a.js"],
];
for (const [command, cwd, file] of rows) {
  test(`“${command}” in ${cwd ?? "the workspace"} names ${file}`, () => {
    assert.ok(namesFile(command, cwd, file));
  });
}

test("a command names neither a longer path, nor the same name elsewhere, nor the empty word", () => {
  assert.ok(!namesFile("pytest other/tests/a.py", undefined, "tests/a.py"));
  assert.ok(!namesFile("pytest a.py", undefined, "tests/a.py"));
  assert.ok(!namesFile("pytest tests/a.py", "tests", "tests/b.py"));
  assert.ok(!namesFile("pytest ", "tests", "tests"));
});

test("the folder is that of the terminal, else the nearest one above the file where something ran", () => {
  const at = (folder: string, minutes: number): Run => ({
    ...{ skill: "terminal:x", folder },
    at: someTime + minutes * minute,
  });
  const history = historyOf([at("packages/a", 0), at("packages", 1)]);
  const folder = (focus: Parameters<typeof folderInFocus>[1]): string | number | undefined => {
    const index = folderInFocus(history, focus);
    return index === undefined ? undefined : (history.folders[index] ?? index);
  };
  assert.equal(folder({ folder: "packages", file: "packages/a/x.ts" }), "packages");
  assert.equal(folder({ folder: "elsewhere", file: "packages/a/x.ts" }), -1);
  assert.equal(folder({ file: "packages/a/src/x.ts" }), "packages/a");
  assert.equal(folder({ file: "packages/ab/x.ts" }), "packages");
  assert.equal(folder({ file: "x.ts" }), undefined);
  assert.equal(folder({ language: "go" }), undefined);
  assert.equal(folder(undefined), undefined);
  const withRoot = historyOf([at(".", 0)]);
  assert.equal(folderInFocus(withRoot, { file: "x.ts" }), 0);
});

/** Sessions in one of two services, each with tools of its own in any order. */
function twoServices(): Run[] {
  const random = seededRandom(5);
  return Array.from({ length: 40 }, (_, number) => {
    const service = random.pick(["api", "web"]);
    return Array.from({ length: 6 }, (__, at): Run => {
      const when = someTime + (number * 60 + at) * minute;
      const skill: SkillKey = `terminal:${service}${random.int(1, 3)}`;
      return { skill, at: when, session: `s${number}`, folder: service };
    });
  }).flat();
}

test("what is run in the folder in front is likelier than it is in another folder", () => {
  const runs = twoServices();
  const now: Run = { skill: "terminal:api1", folder: "api", at: someTime + 3000 * minute };
  const history = historyOf([...runs, { ...now, session: "now" }]);
  const chance = (folder: string | undefined, service: string): number =>
    recommend(history, {
      ...{ nowMs: now.at + minute, sessionId: "now", limit: 20 },
      ...(folder === undefined ? {} : { focus: { folder } }),
    })
      .filter(({ key }) => key.startsWith(`terminal:${service}`))
      .flatMap(({ reasons }) => reasons.map(({ probability = 0 }) => probability))
      .reduce((sum, one) => sum + one, 0);
  assert.ok(chance("web", "web") > chance("api", "web") * 1.2);
  assert.ok(chance("api", "api") > chance("web", "api"));
  assert.equal(chance(undefined, "web"), chance("api", "web"), "the last run was there");
});

test("a language lifts its tools among what is equally likely, the more so the more they ran", () => {
  const runs = ["test:pytest", "terminal:cargo test", "task:x"].map((skill, at): Run => ({
    skill: skill as SkillKey,
    at: someTime + at * minute,
  }));
  const history = historyOf(runs);
  const alike = { next: { scores: new Float64Array(history.skills.length), greatest: 0 } };
  const asked = (language?: string): readonly SkillKey[] =>
    rankSkills(
      history,
      {
        ...{ nowMs: someTime + day, sessionId: "new", limit: 5 },
        ...(language === undefined ? {} : { focus: { language } }),
      },
      alike,
    ).map(({ key }) => key);
  const usual = ["task:x", "terminal:cargo test", "test:pytest"];
  assert.deepEqual(asked(), usual);
  assert.deepEqual(asked("unheard of"), usual);
  // Its tool was run once: a third of the weight, which is more than the order of last use counts.
  assert.deepEqual(asked("rust"), ["terminal:cargo test", "task:x", "test:pytest"]);
});

test("no focus takes a skill past what is much likelier to come next", () => {
  const history = historyOf(
    ["task:x", "test:pytest"].map((skill, at): Run => ({
      skill: skill as SkillKey,
      at: someTime + at * minute,
    })),
  );
  const scores = Float64Array.from(history.skills, ({ name }) =>
    name === "x" ? 0 : Math.log(0.5),
  );
  const context: RecommendContext = {
    ...{ nowMs: someTime + day, sessionId: "new", limit: 5 },
    focus: { language: "python", file: "a.py" },
  };
  assert.equal(rankSkills(history, context, { next: { scores, greatest: 0 } })[0]?.key, "task:x");
});
