import assert from "node:assert/strict";
import { test } from "node:test";
import { skillBaselines } from "../../../../src/recommend/peers/baselines";
import { communityOf } from "../../../../src/recommend/peers/community";
import type { SkillBaseline } from "../../../../src/recommend/peers/model";
import { mode, naiveQuantile, withoutUndefined } from "../../../support/naive";
import { seededRandom } from "../../../support/random";
import { aBaseline, aRecord, manySkills, randomBaselines } from "./peers";

test("baselines are what plain counting gives, for random communities", () => {
  let told = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const users = randomBaselines(random, random.int(0, 12));
    const k = random.int(2, 6);
    const bySkill = manySkills.flatMap((skill) => {
      const records = users.flatMap(({ skills }) => skills.filter((one) => one.skill === skill));
      const sum = (name: "runs" | "finished" | "completed") =>
        records.reduce((total, record) => total + record[name], 0);
      return records.length < k
        ? []
        : [{ skill, records, rate: sum("completed") / sum("finished"), runs: sum("runs") }];
    });
    const expected = bySkill.map(({ skill, records, rate, runs }): SkillBaseline => {
      const medians = records.flatMap(({ medianMs }) => medianMs ?? []);
      const phases = records.flatMap(({ phase }) => phase ?? []);
      const common = mode(phases);
      const lower = bySkill.filter((other) => other.rate < rate).length;
      return withoutUndefined<SkillBaseline>({
        skill,
        totalUsers: records.length,
        totalInvocations: runs,
        completionRate: rate,
        percentile: (100 * lower) / bySkill.length,
        medianDurationMs: medians.length < k ? undefined : naiveQuantile(medians, 0.5),
        commonPhase: phases.filter((phase) => phase === common).length < k ? undefined : common,
      });
    });
    const found = skillBaselines(communityOf(users), k);
    assert.deepEqual(
      found,
      expected.sort((one, other) => (one.skill < other.skill ? -1 : 1)),
    );
    told += found.length;
  }
  assert.ok(told > 500);
});

test("a percentile counts skills that are strictly worse", () => {
  const rates = [3, 5, 5, 8, 10];
  const skills = rates.map((completed, at) => aRecord(`task:${at}`, { completed }));
  const community = communityOf(["a", "b"].map((name) => aBaseline(name, skills)));
  assert.deepEqual(
    skillBaselines(community, 2).map(({ percentile }) => percentile),
    [0, 20, 20, 60, 80],
  );
});

test("five users are asked for unless another number is chosen, and one is never enough", () => {
  const users = ["a", "b", "c", "d", "e"].map((name) => aBaseline(name, ["task:x"]));
  assert.equal(skillBaselines(communityOf(users)).length, 1);
  assert.equal(skillBaselines(communityOf(users.slice(1))).length, 0);
  assert.equal(skillBaselines(communityOf(users.slice(3)), 2).length, 1);
  for (const k of [1, 0, -1, 2.5, NaN]) {
    assert.throws(() => skillBaselines(communityOf(users), k), RangeError);
  }
});

test("one user with many files is one user", () => {
  const mine = [1, 2, 3, 4, 5].map((runs) =>
    aBaseline("anna", [aRecord("task:x", { runs: 10 + runs })]),
  );
  assert.deepEqual(skillBaselines(communityOf(mine), 2), []);
});
