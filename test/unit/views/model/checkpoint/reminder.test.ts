import assert from "node:assert/strict";
import { test } from "node:test";
import { CheckpointReminder } from "../../../../../src/views/model/checkpoint/reminder";
import { HandSchedule } from "../../../../support/handSchedule";

/** A reminder every 30 minutes over a clock, timers and answers of the test's. */
function aReminder() {
  const hand = new HandSchedule();
  const state = { nowMs: 1_000, intervalMs: 1_800_000, ranMs: undefined as number | undefined };
  const answers: ((answer: boolean) => void)[] = [];
  const errors: unknown[] = [];
  let taken = 0;
  const reminder = new CheckpointReminder({
    schedule: hand.schedule,
    nowMs: () => state.nowMs,
    intervalMs: () => state.intervalMs,
    lastRunMs: () => state.ranMs,
    ask: () => new Promise((resolve) => answers.push(resolve)),
    take: () => {
      taken++;
      reminder.taken();
      return Promise.resolve();
    },
    onError: (error) => errors.push(error),
  });
  const wait = (): void => {
    state.nowMs += state.intervalMs;
    hand.run(state.intervalMs);
  };
  return { reminder, hand, state, answers, errors, wait, taken: () => taken };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("nobody is asked while nothing ran, however long it takes", () => {
  const { wait, answers, hand } = aReminder();
  for (let times = 0; times < 5; times++) wait();
  assert.equal(answers.length, 0);
  assert.deepEqual(hand.waiting, [1_800_000]);
});

test("who worked is asked once an interval, and not again while the question is open", async () => {
  const { wait, answers, state, taken } = aReminder();
  state.ranMs = 2_000;
  wait();
  wait();
  wait();
  assert.equal(answers.length, 1);
  answers[0]?.(false);
  await settled();
  assert.equal(taken(), 0);
  wait();
  assert.equal(answers.length, 2);
});

test("after a checkpoint only what ran since then counts", async () => {
  const { wait, answers, state, taken } = aReminder();
  state.ranMs = 2_000;
  wait();
  answers[0]?.(true);
  await settled();
  assert.equal(taken(), 1);
  wait();
  assert.equal(answers.length, 1);
  state.ranMs = state.nowMs;
  wait();
  assert.equal(answers.length, 2);
});

test("a checkpoint begins the interval anew", () => {
  const { reminder, hand } = aReminder();
  reminder.taken();
  reminder.taken();
  assert.deepEqual(hand.waiting, [1_800_000]);
});

test("0 never asks, a new interval counts from its beginning, and the same one goes on", () => {
  const { reminder, hand, state } = aReminder();
  state.intervalMs = 0;
  reminder.update();
  assert.deepEqual(hand.waiting, []);
  state.intervalMs = 60_000;
  reminder.update();
  reminder.update();
  assert.deepEqual(hand.waiting, [60_000]);
  reminder.dispose();
  assert.deepEqual(hand.waiting, []);
});
