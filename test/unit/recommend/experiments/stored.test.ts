import assert from "node:assert/strict";
import { test } from "node:test";
import { stopExperiment } from "../../../../src/recommend/experiments/lifecycle";
import { readExperiments } from "../../../../src/recommend/experiments/stored";
import { day, someTime } from "../../../support/history";
import { anExperiment } from "./experiments";

const open = anExperiment({ metrics: ["chosenCompletionRate", "completionRate"] }, "a");
const ended = stopExperiment(anExperiment({ endMs: someTime + 9 * day }, "b"), someTime + day);

test("what was kept is read back as it was, the order of metrics included", () => {
  const kept: unknown = JSON.parse(JSON.stringify([open, ended]));
  assert.deepEqual(readExperiments(kept), [open, ended]);
});

test("fields nobody knows are dropped", () => {
  assert.deepEqual(readExperiments([{ ...open, more: 7 }]), [open]);
});

test("what is not an experiment is left out, and takes nothing else with it", () => {
  const wrong: readonly Readonly<Record<string, unknown>>[] = [
    { id: "" },
    { name: 7 },
    { description: undefined },
    { control: "no such ranking" },
    { treatment: "habits" },
    { metrics: [] },
    { metrics: ["completionRate", "completionRate"] },
    { metrics: ["no such metric"] },
    { controlShare: 1 },
    { minimumUnits: 49 },
    { startMs: "2026" },
    { startMs: NaN },
    { endMs: "never" },
    { stoppedAtMs: Infinity },
  ];
  for (const changes of wrong) {
    const read = readExperiments([{ ...open, ...changes }, ended]);
    assert.deepEqual(read, [ended], JSON.stringify(changes));
  }
  for (const value of [undefined, null, 7, "x", {}, [null, 7, "x", []]]) {
    assert.deepEqual(readExperiments(value), []);
  }
});
