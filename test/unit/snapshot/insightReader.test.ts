import assert from "node:assert/strict";
import { test } from "node:test";
import type { Insights } from "../../../src/analysis/insightModel";
import { InsightReader } from "../../../src/snapshot/insightReader";
import { HandSchedule } from "../../support/handSchedule";

const nothing: Insights = { insights: [] };
const firstMs = 1_000;
const pauseMs = 30_000;

function aReader(answer: () => Promise<Insights> = () => Promise.resolve(nothing)) {
  const timers = new HandSchedule();
  const state = { nowMs: 1_000_000, changes: 0 };
  const asked: number[] = [];
  const errors: unknown[] = [];
  const reader = new InsightReader({
    read: (nowMs) => {
      asked.push(nowMs);
      return answer();
    },
    nowMs: () => state.nowMs,
    schedule: timers.schedule,
    onChange: () => state.changes++,
    onError: (error) => errors.push(error),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { reader, timers, state, asked, errors, settle };
}

test("insights are read once for each state of the history, a moment after it is known", async () => {
  const { reader, timers, state, asked, settle } = aReader();
  assert.equal(reader.value, undefined);
  reader.update(1);
  reader.update(1);
  assert.deepEqual([timers.waiting, asked], [[firstMs], []]);
  timers.run(firstMs);
  await settle();
  assert.deepEqual([reader.value, state.changes, asked], [nothing, 1, [1_000_000]]);
  reader.update(1);
  assert.deepEqual(timers.waiting, []);
});

test("however often the history changes, insights are read twice a minute at most", async () => {
  const { reader, timers, state, asked, settle } = aReader();
  reader.update(1);
  timers.run(firstMs);
  await settle();
  state.nowMs += 10_000;
  for (let version = 2; version < 20; version++) reader.update(version);
  assert.deepEqual(timers.waiting, [pauseMs - 10_000]);
  timers.run(pauseMs - 10_000);
  await settle();
  assert.equal(asked.length, 2);
  state.nowMs += 3 * pauseMs;
  reader.update(20);
  assert.deepEqual(timers.waiting, [firstMs]);
});

test("a clock that was put back delays nothing by more than the pause", () => {
  const { reader, timers, state } = aReader();
  reader.update(1);
  timers.run(firstMs);
  state.nowMs -= 86_400_000;
  reader.update(2);
  assert.deepEqual(timers.waiting, [pauseMs]);
});

test("what cannot be read is told, keeps what was known, and is tried again at the next change", async () => {
  let fails = false;
  const { reader, timers, errors, state, settle } = aReader(() =>
    fails ? Promise.reject(new Error("gone")) : Promise.resolve(nothing),
  );
  reader.update(1);
  timers.run(firstMs);
  await settle();
  fails = true;
  state.nowMs += pauseMs;
  reader.update(2);
  timers.run(firstMs);
  await settle();
  assert.deepEqual([errors.length, reader.value, state.changes], [1, nothing, 1]);
  reader.update(3);
  assert.equal(timers.waiting.length, 1);
});

test("after it is closed nothing is read and nobody is told", async () => {
  const { reader, timers, state, asked, settle } = aReader();
  reader.update(1);
  reader.dispose();
  assert.deepEqual(timers.waiting, []);
  reader.update(2);
  await settle();
  assert.deepEqual([asked, state.changes], [[], 0]);
});
