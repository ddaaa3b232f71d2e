import assert from "node:assert/strict";
import test from "node:test";
import { unknownValue, wordsFor } from "../../../../../src/views/model/report/words";
import { seededRandom } from "../../../../support/random";
import { english } from "./support";

const cases: readonly (readonly [ms: number, text: string])[] = [
  [0, "0 ms"],
  [820, "820 ms"],
  [4_230, "4.2 s"],
  [42_400, "42 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [61_000, "1 min 1 s"],
  [200_000, "3 min 20 s"],
  [3_599_700, "1 h"],
  [7_500_000, "2 h 5 min"],
  [86_399_000, "1 d"],
  [273_600_000, "3 d 4 h"],
];

for (const [ms, text] of cases)
  test(`writes ${ms} ms as ${text}`, () => {
    assert.equal(english.duration(ms), text);
  });

test("never writes a duration with a unit too large, such as 60 s or 60 min", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 5000; round++) {
    const text = english.duration(random.next() ** 6 * 1e9);
    assert.doesNotMatch(text, /\b(60 s|60 min|24 h)\b/);
  }
});

test("says 0% and 100% only when it is exactly so", () => {
  assert.equal(english.percent(0), "0%");
  assert.equal(english.percent(0.002), "<1%");
  assert.equal(english.percent(0.934), "93%");
  assert.equal(english.percent(0.998), ">99%");
  assert.equal(english.percent(1), "100%");
});

test("says 0% and 100% only when it is exactly so with a place after the point, too", () => {
  const cases: readonly (readonly [number, string])[] = [
    ...([
      [0, "0.0%"],
      [0.0004, "<0.1%"],
      [0.8142, "81.4%"],
      [0.8, "80.0%"],
    ] as const),
    ...([
      [0.9994, ">99.9%"],
      [0.99, "99.0%"],
      [1, "100.0%"],
    ] as const),
  ];
  for (const [share, text] of cases) assert.equal(english.percentTenths(share), text);
});

test("counts one point as a point", () => {
  assert.deepEqual([1, 1.04, 0.5, 2.14].map(english.points), [
    ...["1 point", "1 point", "0.5 points", "2.1 points"],
  ]);
});

test("writes a dash where nothing is known", () => {
  assert.equal(english.percent(undefined), unknownValue);
  assert.equal(english.duration(undefined), unknownValue);
});

test("counts one run as a run, others as runs", () => {
  assert.deepEqual([0, 1, 1200].map(english.runs), ["0 runs", "1 run", "1,200 runs"]);
});

test("speaks the language of the bundle and falls back to English sentence by sentence", () => {
  const german = wordsFor("de", { "{count} runs": "{count} Läufe" });
  assert.equal(german.runs(1200), "1.200 Läufe");
  assert.equal(german.sessions(2), "2 sessions");
});

test("takes a locale no library knows for English", () => {
  assert.equal(wordsFor("qps-ploc-", {}).percent(0.5), "50%");
});

test("puts values in once and leaves what looks like a placeholder inside them alone", () => {
  assert.equal(
    english.t("{phase}: {rate}", { phase: "{rate} $& __proto__", rate: "9%" }),
    "{rate} $& __proto__: 9%",
  );
  assert.equal(english.t("{constructor}"), "{constructor}");
});
