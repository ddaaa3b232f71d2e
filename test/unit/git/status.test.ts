import assert from "node:assert/strict";
import { test } from "node:test";
import { leftovers } from "../../../src/git/leftovers";
import { parseStatus } from "../../../src/git/status";

const zeros = "0".repeat(40);
const entry = (state: string, path: string): string =>
  `1 ${state} N... 100644 100644 100644 ${zeros} ${zeros} ${path}`;
const parse = (...entries: readonly string[]) => parseStatus(`${entries.join("\0")}\0`);

test("a clean work tree has a branch, a commit and nothing else", () => {
  assert.deepEqual(parse(`# branch.oid ${zeros}`, "# branch.head feat/a b"), {
    branch: "feat/a b",
    commit: zeros,
    changes: [],
  });
  assert.deepEqual(parseStatus(""), { changes: [] });
});

test("before the first commit there is none, and detached there is no branch", () => {
  assert.deepEqual(parse("# branch.oid (initial)", "# branch.head main"), {
    branch: "main",
    changes: [],
  });
  assert.deepEqual(parse(`# branch.oid ${zeros}`, "# branch.head (detached)"), {
    commit: zeros,
    changes: [],
  });
});

test("index and work tree are told apart; a path keeps its spaces", () => {
  const { changes } = parse(
    entry("M.", "a b  c.txt"),
    entry(".M", "b"),
    entry("MM", "c\nd"),
    "? new file",
  );
  assert.deepEqual(
    changes.map(({ path, staged, modified, untracked }) => [path, staged, modified, untracked]),
    [
      ["a b  c.txt", true, false, false],
      ["b", false, true, false],
      ["c\nd", true, true, false],
      ["new file", false, false, true],
    ],
  );
});

test("a rename has both paths, and what follows it is not lost", () => {
  const { changes } = parse(
    `2 R. N... 100644 100644 100644 ${zeros} ${zeros} R100 new name`,
    "old name",
    "? after",
  );
  assert.deepEqual(
    changes.map(({ path, from }) => [path, from]),
    [
      ["new name", "old name"],
      ["after", undefined],
    ],
  );
});

test("a conflict is neither staged nor modified", () => {
  const modes = "100644 100644 100644 100644";
  const [change] = parse(`u UU N... ${modes} ${zeros} ${zeros} ${zeros} both.txt`).changes;
  assert.deepEqual(change, {
    path: "both.txt",
    ...{ staged: false, modified: false, untracked: false, conflicted: true },
  });
});

test("leftovers are untracked files of certain endings only", () => {
  const paths = [
    "a.orig",
    "b.rej",
    "c.log",
    "d~",
    "x/.DS_Store",
    ".DS_Store",
    "e.logs",
    "a.DS_Store",
  ];
  const { changes } = parse(...paths.map((path) => `? ${path}`), entry(".M", "tracked.log"));
  assert.deepEqual(leftovers(changes), paths.slice(0, 6));
});
