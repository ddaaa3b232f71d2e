// A reporter for Node's test runner: prints failures, skips with their reasons and one summary line,
// and writes the counts to the file TEST_COUNTS, with the files in which a test did not pass. Only leaves
// count, not the suites around them.
import { writeFileSync } from "node:fs";

export default async function* quietReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const [failedIn, skippedIn] = [new Set(), new Set()];
  const started = performance.now();
  for await (const { type, data } of source) {
    if (type === "test:stdout" || type === "test:stderr") yield data.message;
    const isSuite = data?.details?.type === "suite";
    if (type === "test:pass" && !isSuite) {
      if (data.skip !== undefined) {
        counts.skipped++;
        skippedIn.add(data.file);
        yield `skipped: ${data.name} (${data.skip === true ? "no reason given" : data.skip})\n`;
      } else counts.passed++;
    }
    if (type === "test:fail") {
      failedIn.add(data.file);
      const error = data.details?.error;
      const subtests = error?.failureType === "subtestsFailed";
      if (!isSuite && !subtests) counts.failed++;
      if (!subtests) {
        const cause = error?.cause ?? error;
        yield `FAILED: ${data.name} (${data.file ?? ""}:${data.line ?? ""})\n${cause?.stack ?? cause}\n`;
      }
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const label = process.env.TEST_LABEL ? `[${process.env.TEST_LABEL}] ` : "";
  yield `${label}${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s\n`;
  const all = { ...counts, failedIn: [...failedIn], skippedIn: [...skippedIn] };
  if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(all));
}
