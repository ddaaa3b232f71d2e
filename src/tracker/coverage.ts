/** Programs' ways to write down coverage. */
export const coverageFormats = [
  "lcov",
  "istanbul-summary",
  "cobertura",
  "jacoco",
  "coverage-py",
  "go-profile",
] as const;
export type CoverageFormat = (typeof coverageFormats)[number];

/** What is counted: a line that holds two statements is one line. */
export const coverageUnits = ["lines", "statements"] as const;
export type CoverageUnit = (typeof coverageUnits)[number];

/** How many of something were run, in whole numbers. */
export interface Share {
  /** 0–`total`. */
  readonly covered: number;
  /** ≥ 1: a share of nothing is not known, and not 0. */
  readonly total: number;
}

/** What one report says of all code together. */
export interface Coverage extends Share {
  readonly format: CoverageFormat;
  readonly unit: CoverageUnit;
  /** Absent where branches were not looked at, or there are none. */
  readonly branches?: Share;
}

/** Coverage with where and when it was written. */
export interface MeasuredCoverage extends Coverage {
  /** From the folder of the workspace, with `/`. */
  readonly path: string;
  /** When the report was last written, milliseconds since 1970 UTC, whole. */
  readonly atMs: number;
}

/** Whole and at least 0. */
export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Whether two numbers can be a share of something. */
export function isShare(covered: unknown, total: unknown): boolean {
  return isCount(covered) && isCount(total) && covered <= total && total >= 1;
}
