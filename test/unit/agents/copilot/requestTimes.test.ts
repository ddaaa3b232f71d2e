import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestTimes } from "../../../../src/agents/copilot/requestTimes";
import { seededRandom } from "../../../support/random";

test("the times of the last 64 requests are those of a list of all", () => {
  const random = seededRandom(64);
  for (let round = 0; round < 20; round++) {
    let times = new RequestTimes();
    const all: (number | undefined)[] = [];
    let kept = 0;
    for (let step = 0; step < 400; step++) {
      if (random.chance(0.05)) {
        const length = random.int(Math.max(0, all.length - 70), all.length);
        all.length = length;
        times.truncate(length);
      } else {
        const position = random.chance(0.8) ? all.length : random.int(0, all.length);
        const atMs = random.chance(0.9) ? step : undefined;
        if (position >= kept) all[position] = atMs;
        times.set(position, atMs);
      }
      kept = Math.min(Math.max(kept, all.length - 64), all.length);
      assert.equal(times.length, all.length);
      for (let position = 0; position <= all.length; position++)
        assert.equal(times.at(position), position < kept ? undefined : all[position]);
      if (random.chance(0.1)) times = new RequestTimes(JSON.parse(JSON.stringify(times.state())));
    }
  }
});

test("a request far after the last one is not remembered", () => {
  const times = new RequestTimes();
  times.set(1, 1000);
  assert.deepEqual([times.length, times.at(1)], [0, undefined]);
});
