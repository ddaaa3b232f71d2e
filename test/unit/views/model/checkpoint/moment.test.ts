import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkpointFile,
  isCheckpointFile,
  localMoment,
} from "../../../../../src/views/model/checkpoint/moment";
import { inZone } from "../../../../support/zone";

const someTime = Date.UTC(2026, 2, 4, 23, 5);

test("a file is named by the local minute, the second of a minute with a number", () => {
  assert.equal(
    inZone("UTC", () => checkpointFile(someTime)),
    "2026-03-04-2305.md",
  );
  assert.equal(
    inZone("Asia/Kolkata", () => checkpointFile(someTime, 2)),
    "2026-03-05-0435-2.md",
  );
});

test("an hour that a clock change repeats has the same names, and another distance from UTC", () => {
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const again = first + 3_600_000;
  inZone("Europe/Berlin", () => {
    assert.equal(checkpointFile(first), checkpointFile(again));
    assert.equal(localMoment(first), "2026-10-25 02:30 (UTC+02:00)");
    assert.equal(localMoment(again), "2026-10-25 02:30 (UTC+01:00)");
  });
});

test("distances that are no whole hours, west and east", () => {
  assert.match(
    inZone("America/St_Johns", () => localMoment(someTime)),
    /^2026-03-04 19:35 \(UTC−03:30\)$/,
  );
  assert.match(
    inZone("Asia/Kathmandu", () => localMoment(someTime)),
    /^2026-03-05 04:50 \(UTC\+05:45\)$/,
  );
});

test("its own names are known again, and no others", () => {
  for (const number of [1, 2, 31]) assert.ok(isCheckpointFile(checkpointFile(someTime, number)));
  for (const name of ["notes.md", "2026-03-04.md", "2026-03-04-2305.md.bak", "x2026-03-04-2305.md"])
    assert.ok(!isCheckpointFile(name), name);
});
