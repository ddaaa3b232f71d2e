import assert from "node:assert/strict";
import { test } from "node:test";
import { quantised, type QuantisedVector } from "../../../src/recommend/embed/quantise";
import { VectorMemory } from "../../../src/worker/vectorMemory";
import { seededRandom } from "../../support/random";

test("vectors are kept in the order in which they were set or touched, like in a map", () => {
  const random = seededRandom(91);
  for (let round = 0; round < 10; round++) {
    const memory = new VectorMemory();
    const naive = new Map<string, QuantisedVector>();
    for (let step = 0; step < 3000; step++) {
      const text = `text ${random.int(0, 1200)}`;
      const known = naive.get(text);
      if (known === undefined || random.chance(0.2)) {
        const vector = quantised(Float32Array.from({ length: 4 }, () => random.next() - 0.5));
        memory.set(text, vector);
        naive.set(text, vector);
      } else if (random.chance(0.5)) {
        memory.delete(text);
        naive.delete(text);
      } else {
        memory.touch(text);
        naive.delete(text);
        naive.set(text, known);
      }
    }
    assert.equal(memory.size, naive.size);
    assert.deepEqual([...memory.texts()], [...naive.keys()]);
    for (const [text, vector] of naive) {
      assert.ok(memory.has(text));
      assert.deepEqual(memory.get(text), vector);
    }
  }
});

test("what is not known is neither there nor touched nor deleted", () => {
  const memory = new VectorMemory();
  memory.touch("one");
  memory.delete("one");
  assert.deepEqual([memory.size, memory.has("one"), memory.get("one")], [0, false, undefined]);
});

test("once it is empty, vectors of another length can come", () => {
  const memory = new VectorMemory();
  memory.set("one", quantised(Float32Array.of(1, 0)));
  memory.delete("one");
  const longer = quantised(Float32Array.of(0, 1, 0));
  memory.set("two", longer);
  memory.set("three", longer);
  assert.deepEqual([memory.get("two"), memory.get("three")], [longer, longer]);
});
