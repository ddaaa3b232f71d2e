import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fewRuns,
  fnv1a,
  listsPerTrial,
  meanShare,
  upperBound,
} from "../../../src/recommend/explore";
import type { RecommendContext, Recommendation } from "../../../src/recommend/model";
import { rankSkills } from "../../../src/recommend/recommend";
import type { SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  minute,
  someTime,
  type HistoryExtras,
  type Run,
} from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

const here: RecommendContext = {
  ...{ nowMs: someTime + 30 * day, sessionId: "s1", limit: 5, explore: true },
};
/** A list is due: the hash of everything completes the number of runs to a multiple of five. */
const due = (history: { readonly length: number }) => () =>
  (listsPerTrial - (history.length % listsPerTrial)) % listsPerTrial;

function offers(
  runs: readonly Run[],
  changes: Partial<RecommendContext> = {},
  extras: HistoryExtras = {},
): readonly Recommendation[] {
  const history = historyOf(runs, extras);
  return rankSkills(history, { ...here, ...changes }, { next: undefined }, due(history));
}

const usual = ["task:a", "task:b", "task:c", "task:d", "task:e"] as const;
/** Five skills that ran ten times each, after others that ran as often as they are named. */
function history(...seldom: readonly (Partial<Run> & Pick<Run, "skill">)[]): Run[] {
  const often = Array.from({ length: 10 }, () => usual).flat();
  return [...seldom, ...often.map((skill) => ({ skill }))].map((run, at) => ({
    at: someTime + at * minute,
    ...run,
  }));
}
const rare = "terminal:rare" as const;
const trialOf = (list: readonly Recommendation[]): SkillKey | undefined =>
  list.find(({ toTry }) => toTry === true)?.key;

test("the last place of five goes to what ran seldom and well, and only it says so", () => {
  const list = offers(history({ skill: rare }));
  assert.equal(list.length, 5);
  assert.deepEqual(
    list.map(({ toTry }) => toTry),
    [undefined, undefined, undefined, undefined, true],
  );
  const [last] = list.slice(-1);
  assert.deepEqual([last?.key, last?.rank, last?.invocations], [rare, 5, 1]);
  const without = offers(history({ skill: rare }), { explore: false });
  assert.deepEqual(list.slice(0, 4), without.slice(0, 4));
  assert.equal(trialOf(without), undefined);
});

test("nothing is tried unless it is asked for, in short lists, and for questions in words", () => {
  const runs = history({ skill: rare });
  const unasked = { nowMs: here.nowMs, sessionId: "s1", limit: 5 };
  const past = historyOf(runs);
  assert.equal(trialOf(rankSkills(past, unasked, { next: undefined }, due(past))), undefined);
  assert.equal(trialOf(offers(runs, { limit: 4 })), undefined);
  assert.equal(trialOf(offers(runs, { limit: 6 })), undefined, "everything is shown anyway");
  const matches = new Map(
    past.skills.map((skill, index) => {
      const match = { skill: index, score: skill.name === "rare" ? 0.1 : 0.9, words: () => [] };
      return [index, match] as const;
    }),
  );
  const asked = { ...here, query: "rare" };
  const list = rankSkills(past, asked, { next: undefined, matches }, due(past));
  assert.equal(list.length, 5);
  assert.equal(trialOf(list), undefined);
});

test("never what is hidden, called not useful, failing, known well, or used everywhere", () => {
  const one = { skill: rare } as const;
  assert.equal(trialOf(offers(history(one))), rare);
  const hidden = { skills: { [rare]: { hidden: true } } };
  assert.equal(trialOf(offers(history(one), {}, hidden)), undefined);
  const rejections = [{ skill: rare, at: someTime - 300 * day }];
  assert.equal(trialOf(offers(history(one), {}, { rejections })), undefined);
  for (const outcome of ["failed", "abandoned"] as const) {
    assert.equal(trialOf(offers(history({ ...one, outcome }, one))), undefined);
  }
  assert.equal(trialOf(offers(history({ ...one, outcome: "unknown" }))), rare);
  assert.equal(trialOf(offers(history(...Array.from({ length: fewRuns }, () => one)))), rare);
  assert.equal(
    trialOf(offers(history(...Array.from({ length: fewRuns + 1 }, () => one)))),
    undefined,
  );
  const everywhere = { skills: { [rare]: { category: "Files & text" } } };
  assert.equal(trialOf(offers(history(one), {}, everywhere)), undefined);
});

test("of two the one that was shown and left less often is tried, and trying ends", () => {
  const other = "terminal:other" as const;
  const shown = (times: number): Run[] => {
    const runs = history({ skill: other }, { skill: rare });
    return runs.map((run, at) => (at > 9 && at < 10 + times ? { ...run, offered: [rare] } : run));
  };
  // Before it is shown in vain it is the better ranked, as it ran later.
  assert.equal(trialOf(offers(shown(0))), rare);
  assert.equal(trialOf(offers(shown(1))), other);
  const both = (times: number): Run[] =>
    shown(times).map((run) => (run.offered ? { ...run, offered: [rare, other] } : run));
  assert.equal(trialOf(offers(both(2))), rare);
  assert.equal(trialOf(offers(both(40))), undefined);
});

test("the bound is above the mean, and both fall with each time it is left", () => {
  let before = { mean: 1, bound: 1 };
  for (let shown = 0; shown <= 200; shown++) {
    const seen = { shown, taken: 0 };
    assert.ok(Math.abs(meanShare(seen) - 1 / (5 + shown)) < 1e-12);
    assert.ok(upperBound(seen) > meanShare(seen));
    assert.ok(meanShare(seen) < before.mean && upperBound(seen) < before.bound);
    before = { mean: meanShare(seen), bound: upperBound(seen) };
  }
  // Beta(1, 4): mean 0.2, variance 1·4 ÷ (5²·6).
  assert.ok(Math.abs(upperBound() - (0.2 + 1.6448536 * Math.sqrt(4 / 150))) < 1e-6);
});

test("of lists after as many runs one in five has something to try, always the same one", () => {
  const base = history({ skill: rare });
  for (const sessionId of ["s1", "s2", "another"]) {
    const tried = Array.from({ length: 50 }, (_, more) => {
      const added = usual
        .flatMap((skill) => Array.from({ length: 10 }, () => skill))
        .slice(0, more);
      const runs = added.map((skill, at): Run => ({ skill, at: someTime + day + at * minute }));
      const past = historyOf([...base, ...runs]);
      const list = (): readonly Recommendation[] =>
        rankSkills(past, { ...here, sessionId }, { next: undefined });
      assert.deepEqual(list(), list());
      return trialOf(list()) === undefined ? 0 : 1;
    });
    for (let at = 0; at + listsPerTrial <= tried.length; at++) {
      const some: readonly number[] = tried.slice(at, at + listsPerTrial);
      assert.equal(
        some.reduce((sum, one) => sum + one, 0),
        1,
      );
    }
  }
});

test("whatever the history, at most the last place is tried, and all before it stays", () => {
  let tries = 0;
  forRandomHistories((past) => {
    const list = rankSkills(past, here, { next: undefined }, due(past));
    const plain = rankSkills(past, { ...here, explore: false }, { next: undefined });
    const trial = list.findIndex(({ toTry }) => toTry === true);
    assert.deepEqual(list.slice(0, 4), plain.slice(0, 4));
    assert.equal(list.length, plain.length);
    if (trial < 0) return assert.deepEqual(list, plain);
    tries++;
    assert.equal(trial, 4);
    assert.ok(plain.every(({ key }) => key !== list[4]?.key));
    assert.ok((list[4]?.score ?? 1) <= (plain[4]?.score ?? 0));
  });
  assert.ok(tries > 0, String(tries));
});

test("the hash is FNV-1a", () => {
  // From the test vectors of its authors.
  assert.equal(fnv1a(""), 0x811c9dc5);
  assert.equal(fnv1a("a"), 0xe40c292c);
  assert.equal(fnv1a("foobar"), 0xbf9cf968);
});
