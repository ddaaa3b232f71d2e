import assert from "node:assert/strict";
import { test } from "node:test";
import type { SkillKey } from "../../../../src/tracker/model";
import { factorNames, type Reason, type RecommendContext } from "../../../../src/recommend/model";
import { recommend } from "../../../../src/recommend/recommender";
import { explanation, reasonSentence, topReason } from "../../../../src/views/model/reasonWords";
import { day, historyOf, someTime, type Run } from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { inShare, seedsUpTo } from "../../../support/seeds";
import { aRecommendation, aSkill, english } from "../../../support/views";

type Given = Partial<Reason> & Pick<Reason, "factor">;

function sentence(given: Given, changes: Parameters<typeof aRecommendation>[2] = {}): string {
  const reason = { value: 0.5, share: 0.1, ...given };
  const skills = [aSkill("terminal:npm i", { label: "Install" })];
  const fromOthers = { users: 7, completionRate: 0.9149 };
  const recommendation = aRecommendation("test:npm test", [], { fromOthers, ...changes });
  return reasonSentence(reason, recommendation, english(skills));
}

/** Completed and finished runs in the phase “setup”. */
const inSetup = (count: number, total: number): Given => ({
  factor: "effectiveness",
  about: "setup",
  count,
  total,
});

const cases: readonly (readonly [reason: Given, sentence: string])[] = [
  [{ factor: "fromOthers", count: 7 }, "Completes for 7 others in 91% of their runs"],
  [{ factor: "comesNext", probability: 0.431 }, "43% likely to come next"],
  [{ factor: "comesNext", probability: 0.004 }, "Seldom comes next"],
  [inSetup(0, 3), "None of its 3 finished runs in setup completed"],
  [inSetup(1, 1), "Its only finished run in setup completed"],
  [inSetup(0, 1), "Its only finished run in setup did not complete"],
  [inSetup(3, 4), "3 of its 4 finished runs in setup completed"],
  [inSetup(0, 0), "No finished run in setup to judge by yet"],
  [
    { factor: "followsLast", about: "terminal:git add", count: 8, total: 9 },
    "Followed git add 8 of 9 times",
  ],
  [{ factor: "followsLast", about: "terminal:npm i", count: 1, total: 1 }, "Followed Install once"],
  [{ factor: "forLanguage", about: "Go", count: 1 }, "A tool for Go files, run once here"],
  [{ factor: "forLanguage", about: "Go", count: 9 }, "A tool for Go files, run 9 times here"],
  [{ factor: "forFile", about: "src/a.ts" }, "It last ran on src/a.ts"],
  [{ factor: "frequency", count: 12, total: 40 }, "Run 12 times here"],
  [{ factor: "recency", count: 3 }, "Last run 5 minutes ago"],
  [{ factor: "completion", count: 0, total: 0 }, "No finished run to judge by yet"],
  [{ factor: "completion", count: 1, total: 1 }, "Its only finished run completed"],
  [{ factor: "completion", count: 0, total: 1 }, "Its only finished run did not complete"],
  [{ factor: "completion", count: 11, total: 12 }, "11 of its 12 finished runs completed"],
  [{ factor: "completion", count: 0, total: 3 }, "None of its 3 finished runs completed"],
  [{ factor: "phase", about: "setup", count: 0, total: 0 }, "Belongs to setup"],
  [{ factor: "phase", about: "setup", count: 0, total: 4 }, "Belongs to setup"],
  [{ factor: "phase", about: "setup", count: 4, total: 4 }, "Belongs to setup"],
  [{ factor: "phase", about: "setup", count: 3, total: 4 }, "3 of its 4 runs belong to setup"],
  [{ factor: "afterFailure", about: "test:t", count: 0, total: 0 }, "It has just failed"],
  [{ factor: "afterFailure", about: "test:t", count: 0, total: 3 }, "It has just failed"],
  [
    { factor: "afterFailure", about: "test:t", count: 1, total: 1 },
    "Followed the only failure of t",
  ],
  [
    { factor: "afterFailure", about: "test:t", count: 2, total: 3 },
    "Followed 2 of 3 failures of t",
  ],
  [{ factor: "matchesQuery", about: "tests fail" }, "Matches “tests fail”"],
  [{ factor: "matchesQuery" }, "Close in meaning"],
  [{ factor: "matchesQuery", asked: "tests hang" }, "Used for “tests hang”"],
  [{ factor: "pinned" }, "You pinned it"],
  [{ factor: "rejected", share: -0.1 }, "You said it was not useful here"],
];

for (const [reason, words] of cases)
  test(`says "${words}" of ${JSON.stringify(reason)}`, () => {
    assert.equal(sentence(reason), words);
  });

test("every factor has a sentence of its own, and one run is not called times", () => {
  assert.equal(sentence({ factor: "frequency" }, { invocations: 1 }), "Run once here");
  assert.deepEqual(new Set(cases.map(([{ factor }]) => factor)), new Set(factorNames));
});

test("the strongest reason is the first that speaks for it", () => {
  const top = (...reasons: Reason[]) => topReason(aRecommendation("task:a", reasons), english());
  const rejected: Reason = { factor: "rejected", value: 1, share: -0.3 };
  const failing: Reason = { factor: "completion", value: 0.2, share: 0.02, count: 0, total: 6 };
  const pinned: Reason = { factor: "pinned", value: 1, share: 0.01 };
  assert.equal(top(rejected, failing, pinned), "You pinned it");
  assert.equal(top(rejected, failing), "Run 12 times here");
  assert.equal(top(), "Run 12 times here");
});

test("what is offered to be tried says that before anything else, and when it ran", () => {
  const reasons: Reason[] = [{ factor: "completion", value: 0.6, share: 0.01, count: 1, total: 1 }];
  const one = aRecommendation("task:a", reasons, { toTry: true, invocations: 1 });
  assert.equal(topReason(one, english()), "Offered to try: ran once, 5 minutes ago");
  const [, sentence] = explanation(one, english()).split("\n\n");
  assert.equal(sentence, "Offered to try\\: ran once\\, 5 minutes ago");
  assert.equal(
    topReason({ ...one, invocations: 3 }, english()),
    "Offered to try: ran 3 times, last 5 minutes ago",
  );
});

test("the explanation lists every share with its sign, and escapes what people wrote", () => {
  const reasons: readonly Reason[] = [
    { factor: "matchesQuery", value: 0.9, share: 0.72, about: "[x](y) | z" },
    { factor: "rejected", value: 0.1, share: -0.07 },
    { factor: "frequency", value: 0.1, share: 0.004 },
    { factor: "pinned", value: 0, share: 0 },
  ];
  const one = aRecommendation("task:a", reasons, { label: "a*b", score: 0.654 });
  assert.equal(
    explanation(one, english()),
    [
      "**a\\*b** — 65 of 100 points",
      "",
      "| Points | Why |",
      "|--:|:--|",
      "| \\+72 | Matches “\\[x\\]\\(y\\) \\| z” |",
      "| −7 | You said it was not useful here |",
      "| \\+\\<1 | Run 12 times here |",
    ].join("\n"),
  );
});

test("no reason of the real ranking ever speaks of none of none, nor shows a key", () => {
  const keys: readonly SkillKey[] = ["test:t", "terminal:u", "task:v", "debug:w"];
  let sentences = 0;
  for (const start of seedsUpTo(60)) {
    const random = seededRandom(start);
    const runs = Array.from({ length: random.int(1, 12) }, (_, n): Run => ({
      skill: random.pick(keys),
      at: someTime + n * 60_000,
      outcome: random.pick(["completed", "failed", "abandoned", "unknown", "running"] as const),
      session: random.pick(["s1", "s2"]),
      ...(random.chance(0.5) ? { phase: random.pick(["setup", "execution"]) } : {}),
    }));
    const asked: RecommendContext = {
      nowMs: someTime + day,
      sessionId: "s1",
      limit: 10,
      ...(random.chance(0.5) ? { phase: "setup" } : {}),
      ...(random.chance(0.3) ? { query: "t u" } : {}),
    };
    const skills = random.chance(0.5) ? { [keys[0] ?? "test:t"]: { phase: "setup" } } : {};
    for (const one of recommend(historyOf(runs, { skills }), asked)) {
      for (const reason of one.reasons) {
        const said = reasonSentence(reason, one, english());
        assert.doesNotMatch(said, /\b0\b|\bof 1\b|:|undefined|NaN|^$/, JSON.stringify(reason));
        sentences++;
      }
      assert.notEqual(topReason(one, english()), "");
    }
  }
  assert.ok(sentences > inShare(500));
});
