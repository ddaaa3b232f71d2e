import assert from "node:assert/strict";
import { test } from "node:test";
import { When } from "../../../../src/views/model/when";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const english = new When("en", "just now");

const cases: readonly (readonly [ms: number, words: string])[] = [
  [-hour, "just now"],
  [0, "just now"],
  [minute - 1, "just now"],
  [minute, "1 minute ago"],
  [2 * minute - 1, "1 minute ago"],
  [hour - 1, "59 minutes ago"],
  [hour, "1 hour ago"],
  [day - 1, "23 hours ago"],
  [day, "1 day ago"],
  [2 * day - 1, "1 day ago"],
  [7 * day, "1 week ago"],
  [30 * day, "4 weeks ago"],
  [31 * day, "1 month ago"],
  [364 * day, "11 months ago"],
  [366 * day, "1 year ago"],
  [800 * day, "2 years ago"],
];

for (const [ms, words] of cases)
  test(`calls ${ms} ms ago "${words}"`, () => {
    const nowMs = Date.UTC(2026, 2, 4);
    assert.equal(english.ago(nowMs - ms, nowMs), words);
  });

test("speaks the language it is given", () => {
  assert.equal(new When("de", "gerade eben").ago(0, 5 * minute), "vor 5 Minuten");
  assert.equal(new When("de", "gerade eben").ago(0, second), "gerade eben");
});

test("reads a language tag that is none as English", () => {
  assert.equal(new When("not_a_tag", "just now").ago(0, hour), "1 hour ago");
});

test("tells the time of day in local time", () => {
  assert.match(english.time(new Date(2026, 2, 4, 15, 4).getTime()), /^03:04\sPM$/);
});
