import assert from "node:assert/strict";
import { test } from "node:test";
import { qValues } from "../../../src/analysis/falseDiscovery";
import { seededRandom } from "../../support/random";

const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-12;

test("the example of Benjamini and Hochberg finds four at 0.05", () => {
  // Their section 3.2: fifteen comparisons of two treatments of heart attacks.
  const p = [
    ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262],
    ...[0.5719, 0.6528, 0.759, 1],
  ];
  const q = qValues(p);
  assert.equal(q.filter((value) => value <= 0.05).length, 4);
  assert.ok(near(q[0] ?? 0, 0.0015) && near(q[3] ?? 0, (0.0095 * 15) / 4));
});

test("a single test means what its p says, and none means nothing", () => {
  assert.deepEqual(qValues([0.03]), [0.03]);
  assert.deepEqual(qValues([]), []);
});

test("what is surer is never worth less", () => {
  assert.deepEqual(qValues([0.04, 0.039, 0.038]), [0.04, 0.04, 0.04]);
});

test("q-values equal the least of p · m ÷ rank over everything less sure", () => {
  const random = seededRandom(3);
  for (let round = 0; round < 1000; round++) {
    // Few different values, so that there are ties.
    const p = Array.from({ length: random.int(0, 12) }, () => random.int(0, 20) / 20);
    qValues(p).forEach((q, at) => {
      const own = p[at] ?? 0;
      const others = p.filter((other) => other >= own);
      const naive = others.map(
        (other) => (other * p.length) / p.filter((one) => one <= other).length,
      );
      assert.ok(near(q, Math.min(1, ...naive)));
    });
  }
});

test("one in ten discoveries is false at 0.1, at most", () => {
  const random = seededRandom(4);
  let [share, found] = [0, 0];
  const rounds = 2000;
  for (let round = 0; round < rounds; round++) {
    const p = Array.from({ length: 40 }, (_, at) => random.next() ** (at < 10 ? 12 : 1));
    const discoveries = qValues(p).flatMap((q, at) => (q < 0.1 ? [at] : []));
    const wrong = discoveries.filter((at) => at >= 10).length;
    if (discoveries.length > 0) share += wrong / discoveries.length / rounds;
    found += discoveries.length - wrong;
  }
  assert.ok(share > 0.05 && share < 0.1, `${share}`);
  assert.ok(found > 4 * rounds, `${found}`);
});
