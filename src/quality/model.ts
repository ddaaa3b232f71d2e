import {
  isCount,
  isShare,
  type Coverage,
  type CoverageFormat,
  type CoverageUnit,
} from "../tracker/coverage";

/** Why a text tells no coverage: one sentence. */
export interface CoverageProblem {
  readonly problem: string;
}

export type CoverageReading = Coverage | CoverageProblem;

/** What a reader has found; undefined where the report does not say. */
export interface FoundCounts {
  readonly covered: number | undefined;
  readonly total: number | undefined;
  readonly branchesCovered?: number | undefined;
  readonly branchesTotal?: number | undefined;
}

/**
 * Makes a reading of counts. Numbers that are missing or contradict each other are a problem;
 * branches without a sound pair of numbers are left out.
 */
export function coverageOf(
  format: CoverageFormat,
  unit: CoverageUnit,
  { covered, total, branchesCovered, branchesTotal }: FoundCounts,
): CoverageReading {
  if (!isCount(covered) || !isCount(total)) {
    return { problem: `It does not say how many ${unit} there are and how many were run.` };
  }
  if (total === 0) return { problem: `It counts no ${unit}, so that no share can be given.` };
  if (covered > total) {
    return { problem: `It says that ${covered} of ${total} ${unit} were run, which cannot be.` };
  }
  const hasBranches =
    isCount(branchesCovered) && isCount(branchesTotal) && isShare(branchesCovered, branchesTotal);
  return {
    ...{ format, unit, covered, total },
    ...(hasBranches ? { branches: { covered: branchesCovered, total: branchesTotal } } : {}),
  };
}
