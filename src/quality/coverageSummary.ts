import { isFields } from "../base/fields";
import { isCount } from "../tracker/coverage";
import { coverageOf, type CoverageReading, type FoundCounts } from "./model";

/** Reads the totals of a `coverage-summary.json`, as Istanbul and what is built on it write it. */
export function readCoverageSummary(report: unknown): CoverageReading {
  const total = isFields(report) ? report["total"] : undefined;
  if (!isFields(total) || !isFields(total["lines"])) {
    return { problem: "It is no summary of Istanbul: it has no totals of lines." };
  }
  const { covered, total: lines } = numbersOf(total["lines"]);
  const branches = numbersOf(total["branches"]);
  return coverageOf("istanbul-summary", "lines", {
    ...{ covered, total: lines },
    ...{ branchesCovered: branches.covered, branchesTotal: branches.total },
  });
}

function numbersOf(value: unknown): Pick<FoundCounts, "covered" | "total"> {
  const { covered, total } = isFields(value) ? value : {};
  return {
    covered: isCount(covered) ? covered : undefined,
    total: isCount(total) ? total : undefined,
  };
}
