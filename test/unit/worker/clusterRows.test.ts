import assert from "node:assert/strict";
import { test } from "node:test";
import { skillClusters } from "../../../src/analysis/clusters";
import { sha256 } from "../../../src/base/sha256";
import { clusterRows } from "../../../src/worker/clusterRows";
import { historyOf, minute, someTime, type Run } from "../../support/history";

/** Two kinds of sessions that have no skill in common. */
const runs = Array.from({ length: 40 }, (_, session): Run[] =>
  (session % 2 === 0 ? ["terminal:git add", "terminal:git push"] : ["task:build", "test:all"]).map(
    (skill, at) => ({
      ...{ skill: skill as Run["skill"], session: `s${session}` },
      at: someTime + (session * 60 + at) * minute,
    }),
  ),
).flat();

test("clusters are written as they are found, each with a number of its own that stays", () => {
  const history = historyOf(runs);
  const found = skillClusters(history);
  const rows = clusterRows(history, sha256);
  assert.equal(rows.length, 2);
  assert.deepEqual(
    rows.map(({ name, members }) => [name, members.map(({ skill }) => skill.name)]),
    found.map(({ name, members }) => [name, members.map(({ label }) => label)]),
  );
  assert.ok(rows.every(({ id }) => Number.isSafeInteger(id) && id > 0));
  assert.notEqual(rows[0]?.id, rows[1]?.id);
  const later = clusterRows(historyOf([...runs, ...moved()]), sha256);
  assert.deepEqual(later.map(({ id }) => id).sort(), rows.map(({ id }) => id).sort());
});

function moved(): readonly Run[] {
  return runs.slice(0, 2).map((run) => ({ ...run, session: "new", at: run.at + 90 * 60 * minute }));
}
