import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bottleneck } from "../../../../../src/analysis/model";
import type { Invocation } from "../../../../../src/tracker/model";
import type { CheckpointParts } from "../../../../../src/views/model/checkpoint/gather";
import { aSnapshot, anInvocation, nowMs } from "../../../../support/views";
import { aChange, account, aRepositoryRead, sectionOf } from "./support";

const minute = 60_000;
const risksOf = (
  invocations: readonly Invocation[],
  changes: Partial<CheckpointParts> = {},
): string =>
  sectionOf(account(aSnapshot({ invocations }), { bottlenecks: [], ...changes }), "Risks");

test("where nothing was found, that is all that is said", () => {
  assert.equal(risksOf([anInvocation("1")], { changes: aRepositoryRead() }), "None found.");
});

test("a skill is a risk while its last finished run failed, not after it completed", () => {
  const at = (minutesAgo: number): number => nowMs - minutesAgo * minute;
  const failed = anInvocation("1", { outcome: "failed", startedAtMs: at(9), exitCode: 2 });
  const sentence = "- npm test failed when it last ran, at 10:21, with exit code 2.";
  assert.equal(risksOf([failed]), sentence);
  const later = (outcome: Invocation["outcome"]): Invocation =>
    anInvocation("2", { outcome, startedAtMs: at(5) });
  assert.equal(risksOf([later("completed"), failed]), "None found.");
  assert.equal(risksOf([later("unknown"), failed]), sentence);
  assert.match(risksOf([later("running"), failed]), /failed when it last ran, at 10:21/);
  assert.equal(risksOf([later("abandoned"), failed]), "None found.");
});

test("the error is named where it is known, without its secrets", () => {
  const failed = anInvocation("1", { outcome: "failed", errorType: "Timeout" });
  assert.match(risksOf([failed]), /at 10:00: Timeout\./);
  assert.match(
    risksOf([anInvocation("1", { outcome: "failed" })]),
    /^- npm test failed when it last ran, at 10:00\.$/,
  );
});

test("what still runs is a risk, oldest first", () => {
  const running = (id: string, skill: "task:a" | "task:b", startedAtMs: number): Invocation =>
    anInvocation(id, { skill, outcome: "running", startedAtMs });
  assert.equal(
    risksOf([running("2", "task:b", nowMs), running("1", "task:a", nowMs - 30 * minute)]),
    "- a still runs, since 10:00.\n- b still runs, since 10:30.",
  );
});

test("bottlenecks say how sure they are; where the history could not be read, that is said", () => {
  const bottleneck: Bottleneck = {
    phase: "verification",
    ...{ finished: 12, abandoned: 7, failed: 0, abandonmentRate: 7 / 12, lostMs: 0 },
    severity: "critical",
    worstSkill: "terminal:npm test",
  };
  assert.equal(
    risksOf([], { bottlenecks: [bottleneck] }),
    "- Critical: 58% of 12 finished runs of verification were abandoned in 30 days.",
  );
  assert.match(
    sectionOf(account(), "Risks"),
    /^Bottlenecks are not known: the history could not be read\.$/m,
  );
});

test("conflicts, a detached HEAD and changes older than the session come first", () => {
  const lists = {
    changes: [aChange("both.ts", { conflicted: true })],
    olderChanges: ["a.ts", "b.ts", "c.ts", "d.ts"],
  };
  const changes = aRepositoryRead(lists, { commit: "0123456789" });
  assert.deepEqual(risksOf([], { changes }).split("\n"), [
    "- Files in conflict, 1: both.ts.",
    "- HEAD is detached: commits made now belong to no branch.",
    "- Uncommitted and older than the session, 4: a.ts, b.ts, c.ts, and 1 more.",
  ]);
});
