import assert from "node:assert/strict";
import { test } from "node:test";
import { correlate, minimumPairs, type Pair } from "../../../src/analysis/correlation";
import { seededRandom, type Random } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const near = (actual: number | undefined, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs((actual ?? NaN) - expected) <= within, `${actual} is not ${expected}`);

/** r by the sums of a textbook, from the definition of covariance. */
function naivePearson(pairs: readonly Pair[]): number {
  const n = pairs.length;
  const sum = (of: (pair: Pair) => number): number => pairs.reduce((all, one) => all + of(one), 0);
  const x = sum((pair) => pair[0]);
  const y = sum((pair) => pair[1]);
  const top = n * sum((pair) => pair[0] * pair[1]) - x * y;
  const left = n * sum((pair) => pair[0] ** 2) - x ** 2;
  const right = n * sum((pair) => pair[1] ** 2) - y ** 2;
  return top / Math.sqrt(left * right);
}

/** A rank is one more than the smaller values, and half of the equal ones. */
function naiveRanks(values: readonly number[]): number[] {
  return values.map(
    (value) =>
      values.filter((other) => other < value).length +
      (values.filter((other) => other === value).length + 1) / 2,
  );
}

test("Anscombe's first set has the r, the ρ and the p that are published of it", () => {
  const pairs: readonly Pair[] = [
    ...([
      [10, 8.04],
      [8, 6.95],
      [13, 7.58],
      [9, 8.81],
      [11, 8.33],
      [14, 9.96],
    ] as const),
    ...([
      [6, 7.24],
      [4, 4.26],
      [12, 10.84],
      [7, 4.82],
      [5, 5.68],
    ] as const),
  ];
  const found = correlate(pairs);
  assert.equal(found?.n, 11);
  near(found.r, 0.81642051634484, 1e-12);
  near(found.rho, 0.818181818181818, 1e-12);
  near(found.pValue, 0.00216962887307879, 1e-12);
  // tanh(atanh 0.8164 ± 1.95996 ÷ √8)
  near(found.interval[0], 0.4243912, 1e-6);
  near(found.interval[1], 0.9506933, 1e-6);
  assert.deepEqual([found.strength, found.direction], ["strong", "positive"]);
});

test("of few pairs, and where one of the two never varies, nothing is said", () => {
  const line = upTo(minimumPairs).map((at): Pair => [at, -3 * at]);
  assert.equal(correlate(line.slice(1)), undefined);
  assert.equal(correlate([]), undefined);
  for (const value of [0, 0.1, 1e9 + 0.1, -7.3]) {
    assert.equal(correlate(upTo(30).map((at): Pair => [at, value])), undefined);
    assert.equal(correlate(upTo(30).map((at): Pair => [value, at])), undefined);
  }
});

test("a straight line is 1 or −1, and its interval with it", () => {
  const sure = { n: minimumPairs, pValue: 0, strength: "strong" };
  const line = (slope: number) => upTo(minimumPairs).map((at): Pair => [at, 0.1 * slope * at]);
  for (const r of [1, -1]) {
    const found = correlate(line(r * 3));
    near(found?.r, r);
    near(found?.interval[0], r, 1e-6);
    near(found?.interval[1], r, 1e-6);
    assert.ok(found !== undefined && found.pValue < 1e-12 && Math.abs(found.r) <= 1);
  }
  assert.deepEqual(correlate(upTo(minimumPairs).map((at): Pair => [at, at])), {
    ...{ ...sure, r: 1, rho: 1, interval: [1, 1], direction: "positive" },
  });
});

test("ρ goes by order alone, so that one great value does not decide", () => {
  const pairs = upTo(20).map((at): Pair => [at, at === 19 ? 1e6 : -at]);
  const found = correlate(pairs);
  assert.ok(found !== undefined && found.r > 0.3 && found.rho < -0.5);
  near(correlate(upTo(12).map((at): Pair => [at, Math.exp(at)]))?.rho, 1);
});

test("bands of strength begin at 0.2, 0.4 and 0.7, those of direction beyond 0.1", () => {
  const random = seededRandom(5);
  const seen = new Set<string>();
  for (const noise of [0, 0.3, 0.7, 1, 1.5, 2, 3, 5, 9]) {
    for (const sign of [1, -1]) {
      for (let round = 0; round < 20; round++) {
        const found = correlate(normalPairs(random, 12, (x, other) => sign * x + noise * other));
        assert.ok(found);
        const size = Math.abs(found.r);
        const strength = ["none", "weak", "moderate", "strong"][
          [0.2, 0.4, 0.7].filter((from) => size >= from).length
        ];
        assert.equal(found.strength, strength);
        assert.equal(found.direction === "neutral", size <= 0.1);
        if (size > 0.1) assert.equal(found.direction === "positive", found.r > 0);
        seen.add(`${found.strength} ${found.direction}`);
      }
    }
  }
  assert.equal(seen.size, 9);
});

test("r and ρ are those of naive sums and ranks on random data with ties", () => {
  for (const seed of seedsUpTo(500)) {
    const random = seededRandom(seed);
    const top = random.int(1, 9);
    const pairs = Array.from({ length: random.int(0, 40) }, (): Pair => {
      const x = random.int(0, top);
      return [x, random.chance(0.5) ? x : random.int(-top, top)];
    });
    const found = correlate(pairs);
    const varies = [0, 1].every((part) => new Set(pairs.map((pair) => pair[part])).size > 1);
    assert.equal(found !== undefined, pairs.length >= minimumPairs && varies);
    if (found === undefined) continue;
    near(found.r, naivePearson(pairs));
    const xs = naiveRanks(pairs.map(([x]) => x));
    const ys = naiveRanks(pairs.map(([, y]) => y));
    near(found.rho, naivePearson(xs.map((x, at): Pair => [x, ys[at] ?? 0])));
    assert.ok(found.interval[0] <= found.r && found.r <= found.interval[1]);
    const turned = correlate(pairs.map(([x, y]): Pair => [y, 7 - 2 * x]));
    near(turned?.r, -found.r);
    near(turned?.pValue, found.pValue);
  }
});

test("of independent normal pairs the interval holds the true r in 93 to 97 of a hundred cases", () => {
  for (const [n, truth] of [
    [10, 0],
    [10, 0.6],
    [30, 0],
    [60, -0.4],
  ] as const) {
    const random = seededRandom(n);
    const rest = Math.sqrt(1 - truth * truth);
    const rounds = 3000;
    let held = 0;
    let called = 0;
    for (let round = 0; round < rounds; round++) {
      const found = correlate(normalPairs(random, n, (x, other) => truth * x + rest * other));
      assert.ok(found);
      if (found.interval[0] <= truth && truth <= found.interval[1]) held++;
      if (found.pValue < 0.05) called++;
    }
    assert.ok(held > 0.93 * rounds && held < 0.97 * rounds, `${n}, ${truth}: ${held / rounds}`);
    if (truth === 0)
      assert.ok(called > 0.035 * rounds && called < 0.065 * rounds, `${called / rounds}`);
  }
});

function normalPairs(
  random: Random,
  count: number,
  of: (x: number, other: number) => number,
): readonly Pair[] {
  return Array.from({ length: count }, (): Pair => {
    const reach = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    const x = reach * Math.cos(angle);
    return [x, of(x, reach * Math.sin(angle))];
  });
}
