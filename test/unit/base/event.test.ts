import assert from "node:assert/strict";
import { test } from "node:test";
import { DisposableStore } from "../../../src/base/dispose";
import { Emitter } from "../../../src/base/event";

test("a listener hears until it is disposed, and one function subscribed twice hears twice", () => {
  const emitter = new Emitter<number>();
  const heard: number[] = [];
  const listener = (value: number): void => void heard.push(value);
  const first = emitter.event(listener);
  emitter.event(listener);
  emitter.fire(1);
  first.dispose();
  first.dispose();
  emitter.fire(2);
  assert.deepEqual(heard, [1, 1, 2]);
  assert.equal(emitter.size, 1);
});

test("a listener that throws does not keep the others from hearing", () => {
  const errors: unknown[] = [];
  const emitter = new Emitter<string>((error) => errors.push(error));
  const heard: string[] = [];
  emitter.event(() => {
    throw new Error("broken");
  });
  emitter.event((value) => heard.push(value));
  emitter.fire("x");
  assert.deepEqual(heard, ["x"]);
  assert.equal(errors.length, 1);
});

test("a store disposes in reverse order, once, and late arrivals at once", () => {
  const order: string[] = [];
  const store = new DisposableStore();
  const named = (name: string) => ({ dispose: () => void order.push(name) });
  store.register(named("first"));
  store.register(named("second"));
  store.dispose();
  store.dispose();
  store.register(named("late"));
  assert.deepEqual(order, ["second", "first", "late"]);
});
