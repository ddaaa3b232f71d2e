import assert from "node:assert/strict";
import test from "node:test";
import type { Timeline, Transition } from "../../../../../src/analysis/model";
import { outcomes } from "../../../../../src/tracker/model";
import { layoutFlow } from "../../../../../src/views/model/report/flow";
import { heatLevel } from "../../../../../src/views/model/report/heat";
import { durationTicks, linePath, niceTicks } from "../../../../../src/views/model/report/scale";
import { layoutTimeChart } from "../../../../../src/views/model/report/timeChart";
import { seededRandom } from "../../../../support/random";
import { rate } from "./support";

const options = { order: ["setup", "execution", "cleanup"], thickness: 200, gap: 10, minimum: 20 };

function randomSteps(start: number): readonly Transition[] {
  const random = seededRandom(start);
  const phases = ["setup", "execution", "verification", "cleanup", "zeta", "alpha"];
  return phases.flatMap((from) =>
    phases
      .filter((to) => to !== from && random.chance(0.6))
      .map((to) => ({ from, to, count: random.int(1, 80), share: random.next() })),
  );
}

test("ticks begin at 0, rise evenly in round steps and reach the greatest value", () => {
  const random = seededRandom(2);
  for (let round = 0; round < 500; round++) {
    const max = random.int(0, 10 ** random.int(1, 6));
    const ticks = niceTicks(max, 3);
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
    assert.equal(ticks[0], 0);
    assert.ok((ticks.at(-1) ?? 0) >= max && ticks.length >= 2 && ticks.length <= 5);
    assert.match(String(step), /^[125]0*$/);
  }
});

test("duration ticks stand at times people count in", () => {
  assert.deepEqual(durationTicks(50_000, 2), [0, 30_000, 60_000]);
  assert.deepEqual(durationTicks(0, 2), [0, 1]);
});

test("a line breaks where nothing is known and shows a value that stands alone", () => {
  assert.equal(linePath([1, undefined, 0.5, 1], 1), "M12.1 0h0.8M62.5 50L87.5 0");
  assert.equal(linePath([undefined, 1], 1), "M74.6 0h0.8");
  assert.equal(linePath([], 1), "");
});

test("the flow keeps the order of the phases however the transitions are listed", () => {
  for (let start = 0; start < 50; start++) {
    const steps = randomSteps(start);
    const shuffled = seededRandom(start).shuffle(steps);
    assert.deepEqual(layoutFlow(shuffled, options), layoutFlow(steps, options));
    const left = layoutFlow(steps, options).nodes.filter((node) => node.side === "from");
    const known = left.map((node) => node.phase).filter((one) => options.order.includes(one));
    assert.deepEqual(
      known,
      options.order.filter((one) => known.includes(one)),
    );
  }
});

test("flow nodes do not overlap and stay inside the diagram", () => {
  for (let start = 0; start < 50; start++) {
    const flow = layoutFlow(randomSteps(start), options);
    for (const side of ["from", "to"] as const) {
      let end = -options.gap;
      for (const node of flow.nodes.filter((one) => one.side === side)) {
        assert.ok(node.y >= end + options.gap - 0.05, `${node.phase} begins before ${end}`);
        assert.ok(node.height >= options.minimum);
        end = node.y + node.height;
      }
      assert.ok(end <= flow.height + 0.05);
    }
  }
});

test("ribbons leave and reach their nodes one under another without a gap or an overlap", () => {
  for (let start = 0; start < 50; start++) {
    const flow = layoutFlow(randomSteps(start), options);
    for (const node of flow.nodes) {
      const ends = flow.ribbons
        .filter((one) => one[node.side] === node.phase)
        .map(({ path }) => flowEnds(path, node.side))
        .sort((a, b) => a.top - b.top);
      for (const [index, end] of ends.entries()) {
        assert.ok(end.top >= node.y - 0.05 && end.bottom <= node.y + node.height + 0.05);
        const above = ends[index - 1];
        if (above !== undefined) assert.ok(Math.abs(above.bottom - end.top) < 0.05);
      }
    }
  }
});

/** Where a ribbon touches its node: the path is M0 a C… 100 b V c C… 0 d Z. */
function flowEnds(path: string, side: "from" | "to"): { top: number; bottom: number } {
  const numbers = [...path.matchAll(/-?[\d.]+/g)].map(Number);
  const at = (index: number): number => numbers[index] ?? NaN;
  return side === "from"
    ? { top: at(1), bottom: at(numbers.length - 1) }
    : { top: at(7), bottom: at(8) };
}

test("a flow of nothing is empty", () => {
  assert.deepEqual(layoutFlow([], options), { height: 0, nodes: [], ribbons: [] });
});

test("the heat of a rate changes exactly at 50, 70, 85 and 95 per cent", () => {
  const levels = [0, 0.4999, 0.5, 0.6999, 0.7, 0.8499, 0.85, 0.9499, 0.95, 1].map(heatLevel);
  assert.deepEqual(levels, [
    "lowest",
    "lowest",
    "low",
    "low",
    "middle",
    "middle",
    "high",
    "high",
    "highest",
    "highest",
  ]);
});

test("columns are as high as their runs and stack without a gap", () => {
  const random = seededRandom(9);
  const timeline: Timeline = {
    unit: "day",
    earlier: 0,
    buckets: Array.from({ length: 30 }, (_, index) => {
      const counts = { failed: random.int(0, 9), unknown: random.int(0, 3), running: 1 };
      return { startMs: index, ...rate(random.int(0, 20), 20, counts) };
    }),
  };
  const chart = layoutTimeChart(timeline);
  const top = chart.runTicks.at(-1)?.value ?? 0;
  chart.columns.forEach((column, index) => {
    const bucket = timeline.buckets[index];
    assert.ok(bucket);
    let foot = 100;
    for (const segment of column.segments) {
      assert.ok(Math.abs(segment.y + segment.height - foot) < 0.05);
      foot = segment.y;
    }
    const runs = outcomes.reduce((sum, outcome) => sum + bucket.counts[outcome], 0);
    assert.ok(Math.abs(100 - foot - (runs / top) * 100) < 0.1);
  });
});

test("a day with fewer than three finished runs draws no completion rate", () => {
  const one = { startMs: 0, ...rate(2, 2) };
  const two = { startMs: 1, ...rate(3, 3) };
  assert.equal(
    layoutTimeChart({ unit: "day", earlier: 0, buckets: [one, two] }).ratePath,
    "M74.6 0h0.8",
  );
});

test("a chart of no buckets has axes and nothing else", () => {
  const chart = layoutTimeChart({ unit: "day", earlier: 0, buckets: [] });
  assert.deepEqual([chart.columns, chart.dateTicks, chart.ratePath], [[], [], ""]);
  assert.ok(chart.runTicks.length >= 2);
});
