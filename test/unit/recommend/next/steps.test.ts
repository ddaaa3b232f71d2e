import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isAfterFailure,
  pauseIn,
  phaseIn,
  startSymbol,
  Steps,
} from "../../../../src/recommend/next/steps";
import { gapBucket } from "../../../../src/recommend/next/buckets";
import { minute, someTime } from "../../../support/history";
import { naiveContext, naiveSteps, randomEvents } from "../../../support/nextEvents";
import { seededRandom } from "../../../support/random";

test("links each run to those before and after it in its stretch, and to the same before", () => {
  for (let number = 1; number <= 30; number++) {
    const events = randomEvents(seededRandom(number), 120);
    const naive = naiveSteps(events);
    const steps = new Steps();
    events.forEach((event, at) => {
      const place = steps.place(event);
      assert.equal(place.position, naive[at]?.position);
      assert.equal(place.gapMs, naive[at]?.gapMs);
      assert.equal(place.at < 0, naive[at]?.position === 0);
      const context: number[] = [];
      for (let step = place.at; step >= 0; step = steps.previous[step] ?? -1) {
        context.push((steps.symbol[step] ?? 0) - 1);
      }
      assert.deepEqual(context, place.at < 0 ? [] : naiveContext(naive, at));
      steps.append(event, place);
      const own = steps.length - 1;
      assert.equal(steps.newest(event.skill + 1), own);
      assert.equal(steps.next[steps.previous[own] ?? -1], own);
      const same = steps.symbol.subarray(0, own).lastIndexOf(event.skill + 1);
      assert.equal(steps.earlier[own], same);
      const situation = steps.situation[own] ?? 0;
      assert.equal(phaseIn(situation), event.phase);
      assert.equal(isAfterFailure(situation), event.afterFailure);
      assert.equal(pauseIn(situation), gapBucket(place.gapMs));
    });
    const starts = steps.symbol.subarray(0, steps.length).filter((one) => one === startSymbol);
    assert.equal(starts.length, new Set(naive.map(({ stretch }) => stretch)).size);
  }
});

test("half an hour is still the same stretch of work, a millisecond more is not", () => {
  const steps = new Steps();
  const event = { skill: 0, session: 3, nowMs: someTime, phase: -1, afterFailure: false };
  steps.append(event, steps.place(event));
  const later = (ms: number) => steps.place({ ...event, nowMs: someTime + ms });
  assert.equal(later(30 * minute).position, 1);
  assert.deepEqual(later(30 * minute + 1), { at: -1, position: 0, gapMs: 30 * minute + 1 });
});

test("without times everything is one stretch, and the pause is not known", () => {
  const steps = new Steps();
  const event = { skill: 0, session: 0, nowMs: Number.NaN, phase: -1, afterFailure: false };
  steps.append(event, steps.place(event));
  steps.append(event, steps.place(event));
  assert.equal(steps.place(event).position, 2);
  assert.equal(pauseIn(steps.situation[steps.length - 1] ?? 0), -1);
});
