import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import {
  CoverageFiles,
  mostBytes,
  nodeReportFiles,
  type CoverageFilesParts,
} from "../../../src/worker/coverageFiles";
import { aSession, aStart, startMs } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";
import { aRealClient } from "./realWorker";

const path = "coverage/lcov.info";
const lcov = (hit: number): string => `SF:a\nLF:10\nLH:${hit}\nend_of_record\n`;

function write(folder: string, name: string, text: string, atMs: number): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, atMs / 1000, atMs / 1000);
}

const reader = (changes: Partial<CoverageFilesParts> = {}): CoverageFiles =>
  new CoverageFiles({
    ...{ files: nodeReportFiles, isKnown: () => false, isEmpty: () => false },
    nowMs: () => startMs + 60_000,
    ...changes,
  });

const query = (folder: string, ...files: string[]) => ({ folder, files, unlessEmpty: false });

test("a report is measured at the time at which it was written", async () => {
  const folder = aWorkspace();
  write(folder, path, lcov(7), startMs);
  assert.deepEqual(await reader().look(query(folder, path, "none.xml", "coverage")), {
    measured: [{ path, atMs: startMs, format: "lcov", unit: "lines", covered: 7, total: 10 }],
    problems: [],
  });
});

test("a report that is known is not read", async () => {
  const folder = aWorkspace();
  write(folder, path, lcov(7), startMs);
  const files = { ...nodeReportFiles, read: () => assert.fail("it was read") };
  const isKnown = ({ atMs }: { readonly atMs: number }): boolean => atMs === startMs;
  assert.deepEqual(await reader({ files, isKnown }).look(query(folder, path)), {
    ...{ measured: [], problems: [] },
  });
});

test("a report that cannot be used is told once, until it is written again", async () => {
  const folder = aWorkspace();
  const files = reader();
  write(folder, path, "nothing", startMs);
  const { problems } = await files.look(query(folder, path));
  assert.match(
    problems.join(),
    /^The coverage report “coverage\/lcov\.info” is not used\. It is no/,
  );
  assert.deepEqual((await files.look(query(folder, path))).problems, []);
  write(folder, path, lcov(1), startMs + 1000);
  assert.equal((await files.look(query(folder, path))).measured.length, 1);
});

test("one that is too large, or of the future, is not read and told", async () => {
  for (const [facts, told] of [
    [{ size: mostBytes + 1, mtimeMs: startMs }, /bytes/],
    [{ size: 1, mtimeMs: startMs + 3_600_000 }, /future/],
  ] as const) {
    const files = { facts: () => Promise.resolve(facts), read: () => assert.fail("it was read") };
    const { measured, problems } = await reader({ files }).look(query("/w", path));
    assert.deepEqual(measured, []);
    assert.match(problems.join(), told);
  }
});

test("one that is being written waits for the next look", async () => {
  let size = 0;
  const files = {
    facts: () => Promise.resolve({ size: Math.min(++size, 3), mtimeMs: startMs }),
    read: () => Promise.resolve(lcov(5)),
  };
  const reading = reader({ files });
  assert.deepEqual(await reading.look(query("/w", path)), { measured: [], problems: [] });
  assert.equal((await reading.look(query("/w", path))).measured.length, 1);
});

test("a window that has only opened a folder without a history looks at nothing", async () => {
  const folder = aWorkspace();
  write(folder, path, lcov(7), startMs);
  const files = reader({ isEmpty: () => true });
  const look = await files.look({ ...query(folder, path), unlessEmpty: true });
  assert.deepEqual(look.measured, []);
  assert.equal((await files.look(query(folder, path))).measured.length, 1);
});

test("the real worker measures what no journal tells of yet, and answers others meanwhile", async () => {
  const folder = aWorkspace();
  const journal = aJournal(folder);
  journal.append(aStart(1));
  write(folder, path, lcov(7), startMs);
  const client = await aRealClient(join(folder, ".session-buddy"));
  const asked = { ...query(folder, path), unlessEmpty: true };
  const [look, figures] = await Promise.all([
    client.call("lookForCoverage", asked),
    client.call("figures", { filter: {} }),
  ]);
  assert.equal(figures.overview.total, 1);
  const [measured] = look.measured;
  assert.ok(measured);
  journal.append({ type: "coverage-measured", sessionId: aSession, ...measured });
  assert.deepEqual((await client.call("lookForCoverage", asked)).measured, []);
  const quality = await client.call("quality", { filter: { toMs: startMs + 1 } });
  assert.equal(quality.coverage[0]?.newest.share, 0.7);
  assert.deepEqual([quality.measurements, quality.checksSince], [1, 0]);
  client.dispose();
  journal.close();
});
