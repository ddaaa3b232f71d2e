// How tests ended: the same three numbers for every kind of test.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

let reports = 0;

/** @returns {string} a file that does not exist, for a test runner to leave its counts in */
export function countsFile() {
  mkdirSync("out", { recursive: true });
  const file = path.resolve("out", `counts-${process.pid}-${reports++}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * Takes what a test runner left: besides the counts, the files in which a test failed or was skipped. A
 * runner that left nothing, or says that all is well but ended otherwise, has failed: where, is not known.
 *
 * @param {string} file
 * @param {boolean} succeeded whether its exit code was 0
 */
export function takeCounts(file, succeeded) {
  let counts = { passed: 0, failed: 0, skipped: 0, failedIn: [], skippedIn: [] };
  try {
    counts = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    console.error("The test runner ended without saying how the tests went.");
    counts.failed = 1;
    counts.failedIn = ["unknown"];
  }
  rmSync(file, { force: true });
  if (!succeeded && counts.failed === 0) {
    counts.failed = 1;
    counts.failedIn = ["unknown"];
  }
  return counts;
}

/** Adds up counts. */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const one of all) for (const key of Object.keys(total)) total[key] += one[key];
  return total;
}

/** @returns {string} for example `12 passed, 0 failed, 1 skipped`, and a remark where there is one */
export function describeCounts({ passed, failed, skipped, remark }) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return remark === undefined ? counts : `${counts}, ${remark}`;
}

/** Runs a kind of test from the command line: its counts are the last line. */
export async function main(runKind) {
  let counts;
  try {
    counts = await runKind();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return;
  }
  console.log(describeCounts(counts));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}
