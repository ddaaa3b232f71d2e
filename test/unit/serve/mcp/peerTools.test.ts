import assert from "node:assert/strict";
import { test } from "node:test";
import { skillBaselines } from "../../../../src/recommend/peers/baselines";
import { communityOf } from "../../../../src/recommend/peers/community";
import { formatBaselines } from "../../../../src/recommend/peers/file";
import { communityReader } from "../../../../src/serve/mcp/community";
import { offerRows, popularRows } from "../../../../src/serve/mcp/tools/collaborative";
import { baselineRows } from "../../../../src/serve/mcp/tools/communityBaselines";
import { anonymityFor, meAs, silence } from "../../../../src/serve/mcp/tools/peers";
import { mostBytes } from "../../../../src/worker/othersReader";
import { aSkill } from "../../../support/views";
import { aBaseline, aRecord, user } from "../../recommend/peers/peers";

const names = ["a", "b", "c", "d", "e", "f"];
const six = communityOf(names.map((name) => aBaseline(name, ["task:build"])));

test("who asks and is not known counts as one of the users, so one more has to back what is told", () => {
  assert.equal(anonymityFor(six), 6);
  assert.equal(anonymityFor(six, user("somebody else")), 6);
  assert.equal(anonymityFor(six, user("a")), 5);
});

test("only a hash names somebody of a community; anything else is nobody", () => {
  const own = formatBaselines([aBaseline("thrown away", ["task:mine"])]);
  assert.equal(meAs("me@example.com", own).user, "");
  assert.equal(meAs(user("a"), own).user, user("a"));
  assert.equal(meAs("x", own).skills[0]?.skill, "task:mine");
});

test("baselines come best first, and say nothing of what too few measured", () => {
  const community = communityOf(
    names.map((name) => aBaseline(name, [aRecord("tool:bad", { completed: 1 }), "task:build"])),
  );
  const rows = baselineRows(skillBaselines(community, 6), 10);
  assert.deepEqual(
    rows.map(({ skill_name }) => skill_name),
    ["task:build", "tool:bad"],
  );
  assert.deepEqual(rows[1], {
    skill_name: "tool:bad",
    total_users: 6,
    total_invocations: 60,
    global_completion_rate: 0.1,
    effectiveness_percentile: 0,
    median_duration_seconds: null,
    most_common_phase: null,
  });
  assert.equal(baselineRows(skillBaselines(community, 6), 1).length, 1);
});

test("offers say whom they come from in one word, and what is run here is its share of all runs", () => {
  const offer = { skill: "task:build", score: 0.5, completionRate: 0.8, users: 6 } as const;
  const rows = offerRows([
    { ...offer, source: "neighbours" },
    { ...offer, source: "everyone" },
  ]);
  assert.deepEqual(
    rows.map(({ source }) => source),
    ["similar_users", "all_users"],
  );
  assert.ok(!("users" in (rows[0] ?? {})));
  const skills = [
    aSkill("task:seldom", { counts: { running: 1 } }),
    aSkill("task:often", { counts: { completed: 2, failed: 1 } }),
    aSkill("task:hidden", { counts: { completed: 4 }, hidden: true }),
  ];
  assert.deepEqual(popularRows(skills, 5), [
    { skill_name: "task:often", score: 3 / 8, completion_rate: 2 / 3, source: "own_history" },
    { skill_name: "task:seldom", score: 1 / 8, completion_rate: null, source: "own_history" },
  ]);
  assert.deepEqual(popularRows([], 5), []);
});

test("silence about others has its reason", () => {
  assert.match(silence(false), /SESSION_BUDDY_SHARED_BASELINES is not set/);
  assert.match(silence(true), /Fewer than 5 others/);
});

test("what can be read of a folder is read, and the rest is counted; no folder is an error", async () => {
  const file = (name: string, size = 10) => ({ name, size, mtimeMs: 0 });
  const texts: Readonly<Record<string, string>> = {
    "a.json": formatBaselines([aBaseline("a", ["task:build"])]),
    "broken.json": "{",
  };
  const files = {
    list: () =>
      Promise.resolve([
        ...[file("a.json"), file("broken.json"), file("gone.json")],
        file("huge.json", mostBytes + 1),
      ]),
    read: (_: string, name: string) => {
      const text = texts[name];
      return text === undefined ? Promise.reject(new Error("gone")) : Promise.resolve(text);
    },
  };
  const { community, warnings } = await communityReader(files, "/shared")();
  assert.equal(community.users.length, 1);
  assert.deepEqual(warnings, ["3 of 4 shared baselines could not be used."]);
  const missing = { ...files, list: () => Promise.reject(new Error("not there")) };
  await assert.rejects(communityReader(missing, "/shared"), {
    name: "ToolError",
    message: "The folder of shared baselines cannot be read: not there",
  });
});
