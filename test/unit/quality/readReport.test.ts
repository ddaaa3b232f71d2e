import assert from "node:assert/strict";
import { test } from "node:test";
import { readReport } from "../../../src/quality/readReport";
import type { CoverageFormat, CoverageUnit } from "../../../src/tracker/coverage";

const coverage = (
  format: CoverageFormat,
  unit: CoverageUnit,
  [covered, total]: readonly [number, number],
  branches?: readonly [number, number],
) => ({
  ...{ format, unit, covered, total },
  ...(branches === undefined ? {} : { branches: { covered: branches[0], total: branches[1] } }),
});

const summary = (lines: unknown, branches?: unknown): string =>
  JSON.stringify({ total: { lines, branches, statements: { total: 9, covered: 1 } }, "/a.ts": {} });

const jacoco = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC ` +
  `"-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="demo">` +
  `<sessioninfo id="x" start="1" dump="2"/>${inner}</report>`;

test("each format is known by its content", () => {
  const expected = [
    ["SF:a\nLF:4\nLH:3\n", coverage("lcov", "lines", [3, 4])],
    ["mode: set\na.go:1.1,2.2 4 1\n", coverage("go-profile", "statements", [4, 4])],
    [
      summary({ total: 10, covered: 7, skipped: 0, pct: 70 }, { total: 4, covered: 1, pct: 25 }),
      coverage("istanbul-summary", "lines", [7, 10], [1, 4]),
    ],
    [
      JSON.stringify({ totals: { covered_lines: 5, num_statements: 8, percent_covered: 62.5 } }),
      coverage("coverage-py", "statements", [5, 8]),
    ],
    [
      `<?xml version="1.0" ?>\n<!-- <coverage lines-valid="1"> -->\n<coverage line-rate='0.5'
        lines-covered="6" lines-valid='12' branches-covered="0" branches-valid="0"><packages/>`,
      coverage("cobertura", "lines", [6, 12]),
    ],
    [
      jacoco(
        `<counter type="LINE" missed="3" covered="9"/><counter type="BRANCH" missed="1" covered="1"/>`,
      ),
      coverage("jacoco", "lines", [9, 12], [1, 2]),
    ],
  ] as const;
  for (const [text, reading] of expected) {
    assert.deepEqual(readReport(text), reading);
    assert.deepEqual(readReport(`\ufeff${text}`), reading);
  }
});

test("branches of coverage.py stay apart from its statements", () => {
  const totals = { covered_lines: 5, num_statements: 8, covered_branches: 1, num_branches: 2 };
  assert.deepEqual(
    readReport(JSON.stringify({ meta: {}, files: {}, totals })),
    coverage("coverage-py", "statements", [5, 8], [1, 2]),
  );
});

test("of a report of JaCoCo only the counters of the root count", () => {
  const inner = `<counter type="LINE" missed="1" covered="1"/>`;
  const pack = `<package name="a"><class name="b">${inner}</class>${inner}</package>`;
  const own = `<counter type="LINE" missed="10" covered="30"/>`;
  for (const before of [pack + pack, `<group name="g">${pack}${inner}</group>`])
    assert.deepEqual(readReport(jacoco(before + own)), coverage("jacoco", "lines", [30, 40]));
  assert.ok("problem" in readReport(jacoco(pack)));
});

test("a document type with a subset is skipped, and no entity is expanded", () => {
  const type = `<!DOCTYPE coverage [<!ENTITY n "5"><!ENTITY all "9">]>`;
  assert.deepEqual(
    readReport(`${type}<coverage lines-covered="5" lines-valid="9">`),
    coverage("cobertura", "lines", [5, 9]),
  );
  assert.ok("problem" in readReport(`${type}<coverage lines-covered="&n;" lines-valid="&all;">`));
});

test("what is no report, or counts nothing, is a problem in one sentence", () => {
  for (const text of [
    ...[
      "",
      "{",
      "[]",
      "{}",
      "null",
      '{"total":3}',
      '{"totals":{}}',
      "<",
      "<html>",
      "<!-- <coverage",
    ],
    ...["<coverage", "<coverage>", '<coverage line-rate="0.5">', "text", "<?xml?>", "<!DOCTYPE x"],
    ...[
      summary({ total: 0, covered: 0, pct: "Unknown" }),
      summary({ total: 3 }),
      summary(undefined),
    ],
    ...['{"totals":{"num_statements":0,"covered_lines":0}}', jacoco("")],
    ...[
      '<coverage lines-covered="0" lines-valid="0"/>',
      '<coverage lines-covered="3" lines-valid="2"/>',
    ],
    ...[
      '{"total":{"lines":{"total":-1,"covered":-1}}}',
      '{"total":{"lines":{"total":1.5,"covered":1}}}',
    ],
  ]) {
    const reading = readReport(text);
    assert.ok("problem" in reading, text);
    assert.match(reading.problem, /^[A-Z].*\.$/);
  }
});
