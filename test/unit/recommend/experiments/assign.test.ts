import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../../../../src/base/sha256";
import { groupOf, strategyFor } from "../../../../src/recommend/experiments/assign";
import { stopExperiment } from "../../../../src/recommend/experiments/lifecycle";
import { day, someTime } from "../../../support/history";
import { anExperiment } from "./experiments";

test("a unit's bucket is SHA-256 of test and unit modulo 10,000", () => {
  // Worked out with another program: int(sha256(b"test-1:user-1").hexdigest(), 16) % 10000 …
  const buckets = [
    ["test-1", "user-1", 5616],
    ["test-1", "user-2", 6286],
    ["test-1", "user-3", 2413],
    ["e", "s", 8560],
    ["Ä", "ß", 3292],
    ["3f", "0197", 113],
  ] as const;
  for (const [id, unit, bucket] of buckets) {
    const group = (controlShare: number) => groupOf({ id, controlShare }, unit, sha256);
    assert.equal(group(bucket / 10_000), "treatment");
    assert.equal(group((bucket + 0.5) / 10_000), "control");
  }
});

test("the share is that of the control", () => {
  const units = Array.from({ length: 20_000 }, (_, at) => `unit ${at}`);
  for (const controlShare of [0.1, 0.5, 0.8]) {
    const experiment = { id: "shares", controlShare };
    const control = units.filter((unit) => groupOf(experiment, unit, sha256) === "control");
    assert.ok(Math.abs(control.length / units.length - controlShare) < 0.01);
  }
});

test("groups of two experiments have nothing to do with each other", () => {
  const units = Array.from({ length: 10_000 }, (_, at) => `unit ${at}`);
  const both = units.filter(
    (unit) =>
      groupOf({ id: "a", controlShare: 0.5 }, unit, sha256) ===
      groupOf({ id: "b", controlShare: 0.5 }, unit, sha256),
  );
  assert.ok(Math.abs(both.length / units.length - 0.5) < 0.02);
});

test("a unit keeps its group through the whole experiment and has none outside of it", () => {
  const experiment = anExperiment({ endMs: someTime + 3 * day });
  const stopped = stopExperiment(experiment, someTime + 2 * day);
  const at = (ms: number) => strategyFor(stopped, "user-1", ms, sha256);
  assert.equal(at(someTime - 1), undefined);
  assert.equal(at(someTime), "recent-first");
  assert.equal(at(someTime + 2 * day - 1), "recent-first");
  assert.equal(at(someTime + 2 * day), undefined);
  assert.equal(strategyFor(experiment, "user-3", someTime, sha256), "habits");
});
