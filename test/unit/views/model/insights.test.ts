import assert from "node:assert/strict";
import { test } from "node:test";
import { insightDocument } from "../../../../src/views/model/insightDocument";
import { insightRows } from "../../../../src/views/model/insightRows";
import {
  insightFacts,
  insightFormula,
  insightSentence,
} from "../../../../src/views/model/insightWords";
import { noticesDue } from "../../../../src/views/model/noticesDue";
import type { SkillKey } from "../../../../src/tracker/model";
import { anAnomaly, anInsight, noonMs, someDetails } from "../../../support/insights";
import { aSkill, aSnapshot, anInvocation, english } from "../../../support/views";

const nobody = new Map<string, number>();
const all = someDetails.map((detail) => anInsight(detail));
const label = (key: SkillKey): string => key.slice(key.indexOf(":") + 1);

test("each sort of insight is one sentence with its figures", () => {
  const { words } = english();
  assert.deepEqual(
    all.map((insight) => insightSentence(insight, label, words)),
    [
      "Verification is where work is given up: 40% of 40 runs",
      "npm test completed less than usual: 40%, 95% before",
      "cargo build gets slower: 30 s → 1 min 5 s",
      "git add and git commit go together: 2.4 times as often as by chance",
      "deploy completes 20% of 20 runs; everything together 91%",
      "You run npm run build → npm test → deploy in a row: 31 times",
    ],
  );
});

test("every insight says what it rests on, how sure it is and how it is worked out", () => {
  const { words } = english();
  for (const insight of all) {
    const facts = insightFacts(insight, words);
    assert.ok(facts.length >= 4, insight.id);
    assert.ok(
      facts.every(({ name, value }) => name !== "" && value !== "" && !/NaN|undef/.test(value)),
    );
    assert.ok(facts.some(({ name, value }) => name === "How sure it is" && value === "90%"));
    assert.match(insightFormula(insight, words), /\.$/);
  }
  assert.equal(new Set(all.map((insight) => insightFormula(insight, words))).size, all.length);
});

test("the view lists them in their order, with what each rests on", () => {
  const rows = insightRows(aSnapshot({ insights: { insights: all } }), nobody, english());
  assert.deepEqual(
    rows.map(({ id, description, context }) => [id, description, context]),
    [
      ["insight:bottleneck", "1 h 30 min lost", "insight"],
      ["insight:anomaly", "since Feb 28", "insight"],
      ["insight:change", "240 runs on 18 days", "insight"],
      ["insight:pair", "31 sessions", "insight"],
      ["insight:below-usual", "8% – 42%", "insight"],
      ["insight:routine", "in 12 sessions · 90% complete · 3 min 10 s each", "insight routine"],
    ],
  );
  assert.deepEqual(
    rows.map(({ insightId }) => insightId),
    all.map(({ id }) => id),
  );
});

test("a skill goes by the name a person gave it", () => {
  const skills = [aSkill("test:npm test", { label: "All *tests*" })];
  const rows = insightRows(aSnapshot({ skills, insights: { insights: all } }), nobody, english());
  assert.match(rows[1]?.label ?? "", /^All \*tests\* completed less/);
  assert.match(rows[1]?.tooltip ?? "", /^All \\\*tests\\\* completed less/);
});

test("what is put aside is not shown until its time has come, and others move up", () => {
  const { nowMs } = english();
  const snapshot = aSnapshot({ insights: { insights: all } });
  const ids = (aside: ReadonlyMap<string, number>) =>
    insightRows(snapshot, aside, english()).map(({ insightId }) => insightId);
  assert.ok(!ids(new Map([["pair", Infinity]])).includes("pair"));
  assert.ok(!ids(new Map([["pair", nowMs + 1]])).includes("pair"));
  assert.ok(ids(new Map([["pair", nowMs]])).includes("pair"));
});

test("seven are shown at most", () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ ...all[0], id: `n${index}` }));
  const insights = { insights: many.map((one) => anInsight(someDetails[3] ?? neverHere(), one)) };
  assert.equal(insightRows(aSnapshot({ insights }), nobody, english()).length, 7);
});

function neverHere(): never {
  throw new Error("there are six details");
}

test("with too little history the view says how much is missing; before it is read, nothing", () => {
  const missing = { finishedRuns: 12, activeDays: 1 };
  const [row, ...others] = insightRows(
    aSnapshot({ insights: { insights: [], missing } }),
    nobody,
    english(),
  );
  assert.deepEqual(others, []);
  assert.equal(row?.label, "Too little to say anything yet: 12 runs, 1 day more");
  assert.deepEqual(insightRows(aSnapshot(), nobody, english()), []);
  assert.deepEqual(insightRows(aSnapshot({ insights: { insights: [] } }), nobody, english()), []);
});

test("an explanation holds the sentence, the figures, the formula and the newest runs", () => {
  const detail = someDetails[1] ?? neverHere();
  const runs = [anInvocation("1", { outcome: "failed" }), anInvocation("2")];
  const { words } = english();
  const text = insightDocument({ insight: anInsight(detail), runs, label }, words);
  assert.match(text, /^# npm test completed less than usual: 40%, 95% before\n/);
  assert.match(text, /\| p-value \| \\<0\.001 \|/);
  assert.match(text, /## How it is worked out\n\nOne day compared/);
  assert.match(text, /\| npm test +\| Failed +\|/);
  const without = insightDocument({ insight: anInsight(detail), runs: [], label }, words);
  assert.match(without, /## The newest runs behind it\n\nNone\n$/);
});

test("a notice is due for a skill that completes less than usual, once a day", () => {
  const due = (changes: Parameters<typeof anAnomaly>[0], told = nobody) =>
    noticesDue(
      { insights: [anInsight({ type: "anomaly", anomaly: anAnomaly(changes) })] },
      told,
      noonMs,
    ).length;
  assert.equal(due({}), 1);
  assert.equal(due({ observed: 0.99 }), 0, "better than usual");
  assert.equal(due({ type: "spike", observed: 40, baseline: 8 }), 0, "another sort");
  assert.equal(due({ resolvedAtMs: noonMs }), 0, "over");
  const hour = 3_600_000;
  assert.equal(due({}, new Map([["test:npm test", noonMs - 23 * hour]])), 0);
  assert.equal(due({}, new Map([["test:npm test", noonMs - 24 * hour]])), 1);
  assert.equal(due({}, new Map([["test:another", noonMs]])), 1);
  assert.equal(noticesDue(undefined, nobody, noonMs).length, 0);
});
