import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenRuns, type OpenRun } from "../../../src/agents/openRuns";
import { agentRunKinds } from "../../../src/agents/model";
import { seededRandom } from "../../support/random";

const run = (more: Partial<OpenRun> = {}): OpenRun => ({
  kind: "tool",
  name: "Bash",
  atMs: 1,
  ...more,
});
const again = (runs: OpenRuns): OpenRuns => new OpenRuns(JSON.parse(JSON.stringify(runs.state())));

/** The same without any bound cleverly kept: lists, oldest first. */
class NaiveRuns {
  open: { runId: string; run: OpenRun }[] = [];
  ended: string[] = [];

  start(runId: string, given: OpenRun): void {
    this.ended = this.ended.filter((one) => one !== runId);
    const known = this.open.find((one) => one.runId === runId);
    if (known) known.run = given;
    else this.open = [...this.open, { runId, run: given }].slice(-32);
  }

  end(runId: string): OpenRun | undefined {
    const known = this.open.find((one) => one.runId === runId);
    this.open = this.open.filter((one) => one !== known);
    if (!this.ended.includes(runId)) this.ended = [...this.ended, runId].slice(-32);
    return known?.run;
  }

  endAll(turnId: string | undefined): [string, OpenRun][] {
    const ended = this.open.filter(({ run: one }) => turnId === undefined || one.turnId === turnId);
    for (const { runId } of ended) this.end(runId);
    return ended.map(({ runId, run: one }) => [runId, one]);
  }
}

test("starts and ends are paired as lists would pair them, also after going through JSON", () => {
  const random = seededRandom(11);
  const ids = Array.from({ length: 90 }, (_, at) => (at % 3 === 0 ? String(at) : `call-${at}`));
  for (let round = 0; round < 20; round++) {
    const naive = new NaiveRuns();
    let runs = new OpenRuns();
    for (let step = 0; step < 400; step++) {
      const runId = random.pick(ids);
      if (random.chance(0.6)) {
        const turnId = random.chance(0.5) ? random.pick(["t1", "t2"]) : undefined;
        const given = run({
          atMs: step,
          kind: random.pick(agentRunKinds),
          ...(turnId && { turnId }),
        });
        runs.start(runId, given);
        naive.start(runId, given);
      } else if (random.chance(0.95)) {
        assert.deepEqual(runs.end(runId), naive.end(runId));
      } else {
        const turnId = random.pick(["t1", "t2", undefined]);
        assert.deepEqual(runs.endAll(turnId), naive.endAll(turnId));
      }
      if (random.chance(0.1)) runs = again(runs);
      const asked = random.pick(ids);
      assert.equal(runs.endedLately(asked), naive.ended.includes(asked));
      assert.deepEqual(runs.get(asked), naive.open.find((one) => one.runId === asked)?.run);
      const kind = random.pick(agentRunKinds);
      const ofKind = naive.open.filter((one) => one.run.kind === kind);
      assert.deepEqual(
        runs.idsOf(kind),
        ofKind.map((one) => one.runId),
      );
    }
  }
});

test("a tick is remembered for an open run only", () => {
  const runs = new OpenRuns();
  runs.start("a", run());
  runs.tick("a", 2000);
  runs.tick("b", 3000);
  assert.equal(again(runs).get("a")?.measuredMs, 2000);
  assert.equal(runs.get("b"), undefined);
});

test("what is no state begins with no open runs", () => {
  for (const state of [
    undefined,
    null,
    7,
    "x",
    [],
    { open: 1 },
    { open: [{ runId: "a" }], ended: [{}] },
  ])
    assert.deepEqual(new OpenRuns(state).endAll(), []);
});
