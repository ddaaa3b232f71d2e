import assert from "node:assert/strict";
import { test } from "node:test";
import * as z from "zod/v4";
import { skillUsage } from "../../../../src/analysis/skillUsage";
import { summarizeUsage } from "../../../../src/analysis/usage";
import {
  byUseRows,
  skillUsageFields,
  skillUsageRow,
  usageFields,
  usageRow,
} from "../../../../src/serve/mcp/tools/usageRows";
import { anInvocation } from "../../../support/views";

const shape = z.strictObject(usageFields);

test("a summary has one shape, and null where nothing finished or was measured", () => {
  const empty = shape.parse(usageRow(summarizeUsage([])));
  assert.equal(empty.total_invocations, 0);
  assert.equal(empty.completion_rate, null);
  assert.equal(empty.avg_duration_seconds, null);
  assert.equal(empty.total_duration_seconds, 0);
  const running = [anInvocation("1", { outcome: "running" }), anInvocation("2")];
  const some = shape.parse(usageRow(summarizeUsage(skillUsage(running))));
  assert.equal(some.running_invocations, 1);
  assert.equal(some.abandoned_invocations, 0);
  assert.equal(some.completion_rate, 1);
  assert.equal(some.avg_duration_seconds, 2);
  assert.deepEqual(Object.keys(some), Object.keys(empty));
});

test("a skill is told under the earlier names", () => {
  const [usage] = skillUsage([
    anInvocation("1", { workflowPath: "quick", selectionRank: 1, followUps: ["commit"] }),
    anInvocation("2", { outcome: "failed", errorType: "Timeout", durationMs: 500 }),
  ]);
  assert.ok(usage);
  const row = z.strictObject(skillUsageFields).parse(skillUsageRow(usage));
  assert.equal(row.skill_name, "npm test");
  assert.equal(row.completion_rate, 0.5);
  assert.equal(row.total_duration_seconds, 2.5);
  assert.deepEqual(row.workflow_paths, [{ name: "quick", count: 1 }]);
  assert.deepEqual(row.common_errors, [{ name: "Timeout", count: 1 }]);
  assert.deepEqual(row.follow_up_actions, [{ name: "commit", count: 1 }]);
  assert.equal(row.recommendation_success_rate, 1);
});

test("skills go by name and kind, most used first", () => {
  const usage = skillUsage([
    anInvocation("1", { skill: "tool:build" }),
    anInvocation("2", { skill: "task:build" }),
    anInvocation("3", { skill: "task:build" }),
  ]);
  assert.deepEqual(byUseRows(summarizeUsage(usage)), [
    { skill_name: "build", kind: "task", count: 2 },
    { skill_name: "build", kind: "tool", count: 1 },
  ]);
});
