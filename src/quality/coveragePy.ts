import { isFields } from "../base/fields";
import { isCount } from "../tracker/coverage";
import { coverageOf, type CoverageReading } from "./model";

/**
 * Reads the totals of a `coverage.json` of coverage.py, which counts statements.
 *
 * Its `percent_covered` is not taken over: with branches it is a share of both together.
 */
export function readCoveragePy(report: unknown): CoverageReading {
  const totals = isFields(report) ? report["totals"] : undefined;
  if (!isFields(totals) || !("num_statements" in totals)) {
    return { problem: "It is no report of coverage.py: it has no totals of statements." };
  }
  const count = (name: string): number | undefined => {
    const value = totals[name];
    return isCount(value) ? value : undefined;
  };
  return coverageOf("coverage-py", "statements", {
    covered: count("covered_lines"),
    total: count("num_statements"),
    branchesCovered: count("covered_branches"),
    branchesTotal: count("num_branches"),
  });
}
