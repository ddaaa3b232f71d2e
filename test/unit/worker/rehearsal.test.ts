import assert from "node:assert/strict";
import test from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { Rehearsal } from "../../../src/worker/rehearsal";
import { historyOf, minute, someTime, type Run } from "../../support/history";

const longHistory = historyOf(
  Array.from({ length: 10_000 }, (_, at): Run => ({
    skill: at % 3 === 0 ? "task:build" : "task:test",
    at: someTime + at * minute,
  })),
);

function aRehearsal() {
  let asked = 0;
  const nowMs = someTime + 20_000 * minute;
  const rehearsal = new Rehearsal(() => {
    asked++;
    return { nowMs, calendar: localCalendar(), hourOf: (ms) => new Date(ms).getUTCHours() };
  });
  return { rehearsal, asked: () => asked };
}

test("a report of a long history is rehearsed in steps, and once", () => {
  const { rehearsal, asked } = aRehearsal();
  let steps = 1;
  while (!rehearsal.goOn(longHistory, () => true)) steps++;
  assert.ok(steps > 2, `${steps} steps`);
  assert.equal(
    rehearsal.goOn(longHistory, () => assert.fail("it is over")),
    true,
  );
  assert.equal(asked(), 1);
});

test("a short history is not rehearsed until it has grown", () => {
  const { rehearsal, asked } = aRehearsal();
  const short = historyOf([{ skill: "task:build", at: someTime }]);
  assert.equal(
    rehearsal.goOn(short, () => assert.fail("nothing to do")),
    true,
  );
  assert.equal(asked(), 0);
  assert.equal(
    rehearsal.goOn(longHistory, () => true),
    false,
  );
  assert.equal(asked(), 1);
});
