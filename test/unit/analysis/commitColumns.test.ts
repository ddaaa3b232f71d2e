import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, commitsIn } from "../../../src/analysis/commitColumns";
import { sampleHistory, sampleReport } from "../../ui/report/sample";
import { commitsOf } from "../../support/git";
import { seededRandom } from "../../support/random";

test("commits come out of columns as they went in, also through another thread's door", () => {
  const commits = commitsOf(sampleReport(sampleHistory(40)), seededRandom(4));
  assert.ok(commits.some(({ isMerge }) => isMerge) && commits.some(({ isBreaking }) => isBreaking));
  assert.deepEqual(commitsIn(structuredClone(columnsOf(commits))), commits);
  assert.deepEqual(commitsIn(columnsOf([])), []);
});
