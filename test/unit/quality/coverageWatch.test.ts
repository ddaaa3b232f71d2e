import assert from "node:assert/strict";
import { test } from "node:test";
import { CoverageWatch, gatherMs } from "../../../src/quality/coverageWatch";
import type { CoverageLook, CoverageQuery } from "../../../src/quality/look";
import type { MeasuredCoverage } from "../../../src/tracker/coverage";
import { HandSchedule } from "../../support/handSchedule";

const report: MeasuredCoverage = {
  ...{ path: "lcov.info", atMs: 5, format: "lcov", unit: "lines", covered: 1, total: 2 },
};

/** A watch whose looks the test answers. */
function aWatch() {
  const timers = new HandSchedule();
  const window = { isOn: true, folder: "/w" as string | undefined, given: [] as string[] };
  const queries: CoverageQuery[] = [];
  const answers: { resolve(look: CoverageLook): void; reject(error: Error): void }[] = [];
  const kept: MeasuredCoverage[] = [];
  const warnings: string[] = [];
  const watch = new CoverageWatch({
    look: (query) => {
      queries.push(query);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    isOn: () => window.isOn,
    folder: () => window.folder,
    givenFiles: () => window.given,
    keep: (measured) => kept.push(measured),
    schedule: timers.schedule,
    warn: (sentence) => warnings.push(sentence),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const answer = async (look: Partial<CoverageLook> = {}): Promise<void> => {
    answers.shift()?.resolve({ measured: [], problems: [], ...look });
    await settle();
  };
  return { watch, timers, window, queries, answers, answer, settle, kept, warnings };
}

test("many runs are followed by one look, and what it finds is kept", async () => {
  const { watch, timers, queries, answer, kept } = aWatch();
  for (let run = 0; run < 50; run++) watch.runEnded();
  assert.deepEqual(timers.waiting, [gatherMs]);
  timers.run(gatherMs);
  assert.equal(queries.length, 1);
  assert.equal(queries[0]?.unlessEmpty, false);
  await answer({ measured: [report] });
  assert.deepEqual(kept, [report]);
  assert.deepEqual(timers.waiting, []);
});

test("the look of a window that only began leaves an empty history alone", async () => {
  const { watch, timers, queries, answer } = aWatch();
  watch.lookSoon();
  timers.run(gatherMs);
  assert.equal(queries[0]?.unlessEmpty, true);
  await answer();
  watch.runEnded();
  timers.run(gatherMs);
  assert.equal(queries[1]?.unlessEmpty, false);
});

test("a run that ends during a look is followed by another one, not by two at a time", async () => {
  const { watch, timers, queries, answer } = aWatch();
  watch.runEnded();
  timers.run(gatherMs);
  watch.runEnded();
  assert.deepEqual(timers.waiting, []);
  await answer();
  assert.deepEqual(timers.waiting, [gatherMs]);
  timers.run(gatherMs);
  assert.equal(queries.length, 2);
  assert.equal(queries[1]?.unlessEmpty, false);
});

test("nothing is looked at while recording is off or no folder is open", () => {
  for (const change of [{ isOn: false }, { folder: undefined }]) {
    const { watch, timers, window, queries } = aWatch();
    Object.assign(window, change);
    watch.runEnded();
    timers.run(gatherMs);
    assert.deepEqual(queries, []);
  }
});

test("what comes after a pause, another folder or the end is not kept", async () => {
  for (const change of [{ isOn: false }, { folder: "/other" }, "end"] as const) {
    const { watch, timers, window, answer, kept } = aWatch();
    watch.runEnded();
    timers.run(gatherMs);
    if (change === "end") watch.dispose();
    else Object.assign(window, change);
    await answer({ measured: [report] });
    assert.deepEqual(kept, []);
  }
});

test("files of the setting are looked at, and one that leaves the folder is told once", async () => {
  const { watch, timers, window, queries, answer, warnings } = aWatch();
  window.given = ["out/a.info", "../../secret"];
  for (let look = 0; look < 2; look++) {
    watch.runEnded();
    timers.run(gatherMs);
    await answer({ problems: ["It cannot be read."] });
  }
  assert.deepEqual(queries.at(-1)?.files.slice(0, 2), ["out/a.info", "coverage/lcov.info"]);
  assert.ok(queries.every(({ files }) => files.every((path) => !path.includes(".."))));
  assert.equal(warnings.length, 2);
  assert.match(warnings[0] ?? "", /“\.\.\/\.\.\/secret”/);
});

test("a look that fails is told once, and the next run is followed by another", async () => {
  const { watch, timers, answers, settle, warnings } = aWatch();
  for (let look = 0; look < 2; look++) {
    watch.runEnded();
    assert.deepEqual(timers.waiting, [gatherMs]);
    timers.run(gatherMs);
    answers.shift()?.reject(new Error("gone"));
    await settle();
  }
  assert.deepEqual(warnings, ["Coverage could not be looked for: gone"]);
});

test("a disposed watch looks no more", () => {
  const { watch, timers } = aWatch();
  watch.runEnded();
  watch.dispose();
  assert.deepEqual(timers.waiting, []);
  watch.runEnded();
  assert.deepEqual(timers.waiting, []);
});
