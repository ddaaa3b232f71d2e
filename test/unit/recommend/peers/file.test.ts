import assert from "node:assert/strict";
import { test } from "node:test";
import { readCommunity, othersThan } from "../../../../src/recommend/peers/community";
import {
  BaselineError,
  formatBaselines,
  parseBaselines,
} from "../../../../src/recommend/peers/file";
import { seededRandom } from "../../../support/random";
import { aBaseline, aRecord, randomBaselines, randomRecord, user } from "./peers";

test("what is written is what is read", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = seededRandom(seed);
    const baselines = randomBaselines(random, random.int(0, 6));
    const text = formatBaselines(baselines);
    assert.deepEqual(parseBaselines(text), baselines);
    assert.ok(text.endsWith("}\n"));
  }
});

test("what a later version adds is ignored", () => {
  const { user: name, skills } = aBaseline("anna", ["task:build"]);
  const [skill] = skills;
  const text = JSON.stringify({
    format: "session-buddy-baseline",
    version: 1,
    madeBy: "a later version",
    users: [{ user: name, skills: [{ ...skill, mood: "fine" }], team: "x" }],
  });
  assert.deepEqual(parseBaselines(text), [aBaseline("anna", ["task:build"])]);
});

const file = (changes: object): string =>
  JSON.stringify({ format: "session-buddy-baseline", version: 1, users: [], ...changes });
const withSkill = (changes: object): string =>
  file({ users: [{ user: user("anna"), skills: [{ ...aRecord("task:build"), ...changes }] }] });
const twice = aRecord("task:build");

const bad: readonly (readonly [text: string, problem: RegExp])[] = [
  ["", /^It is not valid JSON\.$/],
  ["{", /not valid JSON/],
  ["[]", /^It is not a Session Buddy baseline\.$/],
  ["null", /not a Session Buddy baseline/],
  [file({ format: "other" }), /not a Session Buddy baseline/],
  [file({ version: 2 }), /^It has version 2; this Session Buddy reads version 1\.$/],
  [file({ version: "1" }), /version is not valid/],
  [file({ version: 0 }), /version is not valid/],
  [file({ users: {} }), /no list of users/],
  [file({ users: [{ user: "anna@example.com", skills: [] }] }), /^User 1 is not named by a/],
  [file({ users: [7] }), /User 1 is not named/],
  [file({ users: [{ user: user("a") }] }), /User 1 has no list of skills/],
  [file({ users: [aBaseline("a", []), aBaseline("a", [])] }), /names a user twice/],
  [file({ users: [{ user: user("a"), skills: [twice, twice] }] }), /User 1 has a skill twice/],
  [
    file({ users: [{ user: user("a"), skills: [null] }] }),
    /^Skill 1 of user 1 is not an object\.$/,
  ],
  [withSkill({ skill: "build" }), /not named by kind and name/],
  [withSkill({ skill: "nonsense:build" }), /not named by kind and name/],
  [withSkill({ runs: 1.5 }), /not a whole number/],
  [withSkill({ completed: -1 }), /not a whole number/],
  [withSkill({ finished: "10" }), /not a whole number/],
  [withSkill({ runs: 1e300 }), /not a whole number/],
  [withSkill({ completed: 11 }), /do not fit together/],
  [withSkill({ finished: 11 }), /do not fit together/],
  [withSkill({ finished: 0, completed: 0 }), /do not fit together/],
  [withSkill({ medianMs: -1 }), /duration that is not one/],
  [withSkill({ medianMs: "1" }), /duration that is not one/],
  [
    withSkill({ medianMs: 0 }).replace('"medianMs":0', '"medianMs":1e999'),
    /duration that is not one/,
  ],
  [withSkill({ phase: "" }), /phase without a name/],
  [withSkill({ phase: 3 }), /phase without a name/],
];

test("every bad file says in one sentence what is wrong, and repeats no name from it", () => {
  for (const [text, problem] of bad) {
    assert.throws(
      () => parseBaselines(text),
      (error) => error instanceof BaselineError && problem.test(error.message),
      text,
    );
  }
});

test("bad files are named with their problem, and the others are used", () => {
  const files = bad.map(([text], at) => ({ name: `bad ${at + 10}.json`, text }));
  files.splice(5, 0, { name: "good.json", text: formatBaselines([aBaseline("anna", ["task:a"])]) });
  const { community, problems } = readCommunity(files);
  assert.deepEqual(community.users, [aBaseline("anna", ["task:a"])]);
  assert.equal(problems.length, bad.length);
  problems.forEach(({ file: name, problem }, at) => {
    assert.equal(name, `bad ${at + 10}.json`);
    assert.match(problem, bad[at]?.[1] ?? /never/);
    assert.match(problem, /^[^.]+\.$/);
  });
  assert.doesNotMatch(JSON.stringify(problems), /anna|[0-9a-f]{64}/);
});

test("neither the order of files nor a copy of one changes anything", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = seededRandom(seed);
    const files = Array.from({ length: random.int(1, 6) }, (_, at) => ({
      name: `${at}.json`,
      text: formatBaselines(random.shuffle(randomBaselines(random, random.int(0, 5)))),
    }));
    const { community } = readCommunity(files);
    const copies = random.shuffle([...files, { ...random.pick(files), name: "copy.json" }]);
    assert.deepEqual(readCommunity(copies).community, community);
  }
});

test("of a user's records of one skill the one with the most runs counts", () => {
  const random = seededRandom(9);
  for (let round = 0; round < 100; round++) {
    const records = Array.from({ length: 4 }, () => randomRecord(random, "task:a"));
    const files = records.map((record, at) => ({
      name: `${at}.json`,
      text: formatBaselines([aBaseline("anna", [record])]),
    }));
    const { users } = readCommunity(files).community;
    assert.equal(users.length, 1);
    const [merged] = users[0]?.skills ?? [];
    assert.ok(
      merged && records.some((record) => JSON.stringify(record) === JSON.stringify(merged)),
    );
    assert.equal(merged.runs, Math.max(...records.map(({ runs }) => runs)));
  }
});

test("the others are everyone but oneself", () => {
  const users = ["anna", "ben", "cleo"].map((name) => aBaseline(name, []));
  assert.deepEqual(
    new Set(othersThan({ users }, user("ben")).users.map((other) => other.user)),
    new Set([user("anna"), user("cleo")]),
  );
});
