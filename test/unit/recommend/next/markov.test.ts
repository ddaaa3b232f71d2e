import assert from "node:assert/strict";
import { test } from "node:test";
import { column, featureCount } from "../../../../src/recommend/next/features";
import { FeatureMatrix } from "../../../../src/recommend/next/featureMatrix";
import { discount, setContextLifts } from "../../../../src/recommend/next/markov";
import { Votes } from "../../../../src/recommend/next/votes";
import { seededRandom } from "../../../support/random";

const skills = 7;

function aMatrix(): FeatureMatrix {
  const matrix = new FeatureMatrix(skills);
  matrix.reset(skills);
  for (let skill = 0; skill < skills; skill++) matrix.usual[skill] = (skill + 1) / 28;
  return matrix;
}

test("context lifts add up to the probability of absolute discounting, which is one in all", () => {
  const random = seededRandom(4);
  for (let round = 0; round < 200; round++) {
    // A longer context has a part of the counts of the shorter one.
    let counts = Array.from({ length: skills }, () => random.int(0, 4));
    const orders = Array.from({ length: 6 }, () => {
      const votes = new Votes(skills);
      counts.forEach((count, skill) => {
        for (let one = 0; one < count; one++) votes.add(skill, 1);
      });
      counts = counts.map((count) => random.int(0, count));
      return votes;
    });
    const matrix = aMatrix();
    setContextLifts(matrix, orders, new Float64Array(skills));
    let total = 0;
    for (let skill = 0; skill < skills; skill++) {
      const p = (order: number): number => {
        const votes = orders[order - 1];
        if (votes === undefined) return matrix.usual[skill] ?? 0;
        if (votes.total === 0) return p(order - 1);
        const kept = Math.max(0, votes.of(skill) - discount) / votes.total;
        return kept + ((discount * votes.size) / votes.total) * p(order - 1);
      };
      const lift = (name: "after1" | "after2" | "after3" | "afterMore"): number =>
        matrix.get(skill, column[name]);
      const close = (actual: number, expected: number): void => {
        assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
      };
      close(lift("after1"), Math.log(p(1) / p(0)));
      close(lift("after2"), Math.log(p(2) / p(1)));
      close(lift("after3"), Math.log(p(3) / p(2)));
      close(lift("afterMore"), Math.log(p(6) / p(3)));
      const followed = orders.filter((votes) => votes.of(skill) > 0).length;
      assert.equal(matrix.tiers[skill], Math.min(3, followed));
      total += p(6);
    }
    assert.ok(Math.abs(total - 1) < 1e-9);
  }
});

test("lifts of votes compare their smoothed share with the usual one", () => {
  const matrix = aMatrix();
  const votes = new Votes(skills);
  votes.add(2, 3);
  votes.add(5, 1);
  matrix.setLifts(column.similar, votes, 2);
  matrix.setLiftsOfRow(column.phase, Float64Array.of(0, 0, 12, 0, 0, 4), 16, 2, 4);
  for (let skill = 0; skill < skills; skill++) {
    const usual = matrix.usual[skill] ?? 0;
    const expected = Math.log((votes.of(skill) + 2 * usual) / (4 + 2) / usual);
    assert.ok(Math.abs(matrix.get(skill, column.similar) - expected) < 1e-12);
    assert.ok(Math.abs(matrix.get(skill, column.phase) - expected) < 1e-12);
  }
  assert.equal(matrix.values.filter((value) => value !== 0).length, 2 * skills);
  assert.equal(matrix.values.length, skills * featureCount);
});

test("where nothing was counted nothing is said", () => {
  const matrix = aMatrix();
  setContextLifts(matrix, [new Votes(skills), new Votes(skills)], new Float64Array(skills));
  matrix.setLifts(column.similar, new Votes(skills), 2);
  matrix.setLiftsOfRow(column.phase, new Float64Array(0), 0, 2, 1);
  assert.ok(matrix.values.every((value) => value === 0));
});
