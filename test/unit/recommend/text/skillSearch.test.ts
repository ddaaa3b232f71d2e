import assert from "node:assert/strict";
import { test } from "node:test";
import { SkillSearch, type SkillMatch } from "../../../../src/recommend/text/skillSearch";
import type { Meaning } from "../../../../src/recommend/text/skillVectors";
import { historyOf, someSkills, someTime, type Run } from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { forRandomHistories } from "../../../support/randomHistories";

const queries = ["slow tests on ci", "undo the last commit", "who wrote this line", "build it"];

/** Knows a fixed direction for each text it was told to know; everything else has to be wanted. */
class KnownMeanings implements Meaning {
  dimensions = 3;
  missing = 0;
  looked = 0;
  readonly wanted: string[][] = [];
  readonly known = new Map<string, Float32Array>();

  vectorOf(text: string): Float32Array | undefined {
    this.looked++;
    return this.known.get(text);
  }
  query(text: string): Float32Array | undefined {
    return this.known.get(text);
  }
  want(texts: ReadonlySet<string>): void {
    this.wanted.push([...texts]);
  }
}

const ordered = (matches: readonly SkillMatch[]): unknown =>
  [...matches]
    .sort((one, other) => one.skill - other.skill)
    .map(({ skill, score, text }) => [skill, score.toFixed(9), text]);

test("a search that saw the history grow, shrink and be renamed finds what a new one finds", () => {
  forRandomHistories((_, runs, random) => {
    const grown = new SkillSearch();
    const asked = runs.map((run): Run =>
      random.chance(0.5) ? { ...run, query: random.pick(queries) } : run,
    );
    const sorted = asked.sort((one, other) => one.at - other.at);
    for (let step = 0; step < 4; step++) {
      const label = random.chance(0.3) ? { label: "Undo it" } : {};
      const command = { lastCommand: random.pick(["git commit -m undo", "npm run ci"]) };
      const skills = { [someSkills[0] ?? "task:a"]: { ...label, ...command } };
      const history = historyOf(sorted.slice(0, random.int(0, sorted.length)), { skills });
      grown.update(history);
      const fresh = new SkillSearch();
      fresh.update(history);
      const query = random.pick([...queries, "commit", "ci"]);
      assert.deepEqual(ordered(grown.search(query, 0)), ordered(fresh.search(query, 0)));
    }
  });
});

const blame: Run = { skill: "terminal:git blame", at: someTime + 1 };
const twoRuns: readonly Run[] = [
  { skill: "terminal:npm test", at: someTime, query: "does it work" },
  blame,
];
const history = historyOf(twoRuns);

test("meanings count once those of all skills are known, and are asked for names first", () => {
  const meanings = new KnownMeanings();
  const search = new SkillSearch(meanings);
  assert.ok(search.update(history));
  assert.deepEqual(search.search("who caused this", 0.3), []);
  assert.deepEqual(meanings.wanted.at(-1), ["npm test", "git blame", "does it work"]);
  meanings.known.set("npm test", Float32Array.of(0, 1, 0));
  meanings.known.set("does it work", Float32Array.of(0, 1, 0));
  meanings.known.set("who caused this", Float32Array.of(0, 0, 1));
  search.update(history);
  assert.deepEqual(search.search("who caused this", 0.3), []);
  assert.deepEqual(meanings.wanted.at(-1), ["git blame"]);
  meanings.known.set("git blame", Float32Array.of(0, 0, 1));
  search.update(history);
  const [match, ...more] = search.search("who caused this", 0.3);
  assert.deepEqual(more, []);
  assert.equal(match?.skill, 1);
  assert.equal(match.meaning, 1);
});

test("getting ready asks for what is missing, and for nothing once all is there", () => {
  const meanings = new KnownMeanings();
  const search = new SkillSearch(meanings);
  search.update(history);
  assert.equal(meanings.wanted.length, 1);
  for (const text of meanings.wanted[0] ?? []) meanings.known.set(text, Float32Array.of(1, 0, 0));
  search.update(history);
  search.update(history);
  assert.equal(meanings.wanted.length, 1);
});

test("while texts are worked out none is looked up again, unless there are others", () => {
  const meanings = new KnownMeanings();
  const search = new SkillSearch(meanings);
  search.update(history);
  meanings.missing = 1;
  for (const text of meanings.wanted[0] ?? []) meanings.known.set(text, Float32Array.of(1, 0, 0));
  const looked = meanings.looked;
  search.update(history);
  meanings.missing = 0;
  meanings.dimensions = 0;
  search.update(history);
  assert.equal(meanings.looked, looked, "nor when there is no model");
  meanings.dimensions = 3;
  meanings.missing = 1;
  search.update(historyOf([...twoRuns, { ...blame, at: someTime + 2, query: "who was it" }]));
  assert.deepEqual(meanings.wanted.slice(1), [["who was it"]]);
});

test("a history is taken in bit by bit, and what is in is found, by words until all is there", () => {
  const meanings = new KnownMeanings();
  const random = seededRandom(81);
  const runs = Array.from({ length: 300 }, (_, at): Run => ({
    skill: random.pick(someSkills),
    at: someTime + at,
    query: `${random.pick(queries)} ${random.int(0, 99)}`,
  }));
  const whole = historyOf([...runs, { ...blame, at: someTime + 300, query: "quokka" }]);
  const search = new SkillSearch(meanings);
  assert.equal(
    search.update(whole, () => true),
    false,
  );
  const left = [search.behind];
  const found: boolean[] = [];
  const enough = (): ((texts: number) => boolean) => {
    let texts = 0;
    return (more) => (texts += more) >= 20;
  };
  for (let isDone = false; !isDone;) {
    found.push(search.search("quokka", 0).length > 0);
    isDone = search.update(whole, enough());
    left.push(search.behind);
  }
  assert.ok(left.length > 15 && left.at(-1) === 0, `${left.join(", ")}`);
  assert.deepEqual([found[0], found.at(-1)], [false, true]);
  const fresh = new SkillSearch();
  fresh.update(whole);
  for (const query of [...queries, "quokka", "17"]) {
    assert.deepEqual(ordered(search.search(query, 0)), ordered(fresh.search(query, 0)));
  }
});

test("a row that comes late, or a skill that is new, does not begin everything anew", () => {
  const meanings = new KnownMeanings();
  const search = new SkillSearch(meanings);
  const runs = Array.from({ length: 200 }, (_, at): Run => ({
    skill: "terminal:npm test",
    at: someTime + 10 * at,
    query: `text ${at}`,
  }));
  const steps = (history: ReturnType<typeof historyOf>): number => {
    let texts = 0;
    search.update(history, (more) => ((texts += more), false));
    return texts;
  };
  meanings.dimensions = 0;
  assert.ok(steps(historyOf(runs)) >= 200);
  // Numbered as a store numbers them, by when they came.
  const late = { ...blame, at: someTime + 10 * 190 + 5, query: "late" };
  const sorted = historyOf([...runs, late]);
  const queries = [...historyOf(runs).queries, "late"];
  const query = sorted.query.map((one) => queries.indexOf(sorted.queries[one] ?? ""));
  assert.ok(steps({ ...sorted, queries, query }) < 20);
  assert.equal(search.search("late", 0)[0]?.text, "late");
  assert.equal(search.search("text 199", 0)[0]?.text, "text 199");
});

test("without meanings half of the least similarity is asked for", () => {
  const search = new SkillSearch();
  search.update(history);
  const [best] = search.search("npm test", 0);
  assert.ok(best);
  assert.equal(search.search("npm test", best.score * 1.9).length, 1);
  assert.deepEqual(search.search("npm test", best.score * 2.1), []);
});

test("a match names the words that were found and what it was used for", () => {
  const search = new SkillSearch();
  search.update(history);
  const [best] = search.search("does anything work here", 0.1);
  assert.deepEqual(best?.words(), ["does", "work"]);
  assert.equal(best.text, "does it work");
});
