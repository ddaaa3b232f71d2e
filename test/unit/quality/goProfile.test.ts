import assert from "node:assert/strict";
import { test } from "node:test";
import { readGoProfile } from "../../../src/quality/goProfile";
import { seededRandom } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";

const statements = (covered: number, total: number) => ({
  ...{ format: "go-profile", unit: "statements", covered, total },
});

test("statements are counted by blocks, in each mode", () => {
  for (const mode of ["set", "count", "atomic"]) {
    const text = `mode: ${mode}\na/b.go:1.2,3.4 2 1\na/b.go:5.1,6.2 3 0\na c.go:1.1,2.2 1 70\n`;
    assert.deepEqual(readGoProfile(text), statements(3, 6));
    assert.deepEqual(readGoProfile(text.replaceAll("\n", "\r\n")), statements(3, 6));
  }
});

test("a block told twice counts once, run if either says so, also after a second mode line", () => {
  const text = "mode: set\na.go:1.2,3.4 2 1\nmode: set\na.go:1.2,3.4 2 0\n";
  assert.deepEqual(readGoProfile(text), statements(2, 2));
});

test("what is no profile, and one without statements, have no share", () => {
  for (const text of [
    "",
    "a.go:1.2,3.4 2 1",
    "mode: other\n",
    "mode: set\n",
    "mode: set\nrubbish\n",
  ])
    assert.ok("problem" in readGoProfile(text), text);
});

test("random profiles count each block once", () => {
  for (const seed of seedsUpTo(1000)) {
    const random = seededRandom(seed);
    const blocks = Array.from({ length: random.int(1, 5) }, (_, at) => ({
      name: `${random.pick(["a", "b"])}.go:${at}.1,${at}.9`,
      statements: random.int(1, 4),
    }));
    const told = Array.from({ length: random.int(1, 12) }, () => ({
      ...random.pick(blocks),
      count: random.pick([0, 0, 1, 9]),
    }));
    const known = blocks.filter(({ name }) => told.some((one) => one.name === name));
    const run = known.filter(({ name }) => told.some((one) => one.name === name && one.count > 0));
    const sum = (of: typeof blocks): number => of.reduce((total, one) => total + one.statements, 0);
    const lines = told.map(({ name, statements: all, count }) => `${name} ${all} ${count}`);
    assert.deepEqual(
      readGoProfile(["mode: count", ...lines].join("\n")),
      statements(sum(run), sum(known)),
      `seed ${seed}`,
    );
  }
});
