import assert from "node:assert/strict";
import { test } from "node:test";
import { changedRows, type Row } from "../../../../src/views/model/row";
import { seededRandom, type Random } from "../../../support/random";

function aRow(id: string, changes: Partial<Row> = {}): Row {
  return { id, label: id, context: "", spoken: id, ...changes };
}

test("nothing is drawn again when nothing changed", () => {
  const rows = [aRow("a", { children: [aRow("a1")] }), aRow("b")];
  assert.deepEqual(changedRows(rows, structuredClone(rows)), []);
});

test("a row that differs in anything one can see, hear or act on is drawn again", () => {
  const skill = { kind: "terminal", name: "ls" } as const;
  const changes: readonly Partial<Row>[] = [
    { label: "x" },
    { description: "x" },
    { tooltip: "x" },
    { icon: "x" },
    { color: "charts.red" },
    { context: "x" },
    { spoken: "x" },
    { target: { skill } },
    { children: [] },
  ];
  for (const change of changes) {
    const changed = changedRows([aRow("a"), aRow("b")], [aRow("a"), aRow("b", change)]);
    assert.deepEqual(changed, ["b"], JSON.stringify(change));
  }
});

test("a parent whose list of children changed is drawn again instead of its children", () => {
  const before = [aRow("a", { children: [aRow("a1"), aRow("a2")] })];
  const after = [aRow("a", { children: [aRow("a2", { label: "x" }), aRow("a1")] })];
  assert.deepEqual(changedRows(before, after), ["a"]);
});

test("all is drawn again when the top level has other rows or another order", () => {
  const [a, b] = [aRow("a"), aRow("b")];
  assert.equal(changedRows([a, b], [b, a]), "all");
  assert.equal(changedRows([a], [a, b]), "all");
  assert.equal(changedRows([], [a]), "all");
});

/** Rows as the editor holds them: it redraws a row with all below it. */
function redrawn(before: readonly Row[], after: readonly Row[], ids: ReadonlySet<string>): Row[] {
  return before.map((row, index) => {
    const now = after[index];
    if (now === undefined || ids.has(row.id)) return now ?? row;
    return row.children === undefined
      ? row
      : { ...row, children: redrawn(row.children, now.children ?? [], ids) };
  });
}

function randomRows(random: Random, depth: number, prefix: string): Row[] {
  const ids = random.shuffle(["1", "2", "3"]).slice(0, random.int(1, 3));
  return (random.chance(0.8) ? ids.sort() : ids).map((id) =>
    aRow(prefix + id, {
      ...(random.chance(0.2) ? { label: "changed" } : {}),
      ...(depth > 0 && random.chance(0.6)
        ? { children: randomRows(random, depth - 1, prefix + id) }
        : {}),
    }),
  );
}

test("drawing just the changed rows again shows what drawing everything would", () => {
  let partial = 0;
  for (let start = 1; start <= 3_000; start++) {
    const random = seededRandom(start);
    const before = randomRows(random, 2, "");
    const after = random.chance(0.5)
      ? randomRows(random, 2, "")
      : redrawn(before, [aRow("x")], new Set());
    const changed = changedRows(before, after);
    const sameTop = before.map(({ id }) => id).join() === after.map(({ id }) => id).join();
    assert.equal(changed === "all", !sameTop);
    if (changed === "all") continue;
    if (changed.length > 0) partial++;
    assert.deepEqual(redrawn(before, after, new Set(changed)), after, `start ${start}`);
    // The least: without any one of them something stale would stay.
    for (const left of changed) {
      const others = new Set(changed.filter((id) => id !== left));
      assert.notDeepEqual(redrawn(before, after, others), after, `start ${start}`);
    }
  }
  assert.ok(partial > 100, `${partial} partial changes`);
});
