import type { MeasuredCoverage } from "../tracker/coverage";

/** Which reports to look for. */
export interface CoverageQuery {
  /** Of the workspace, absolute. */
  readonly folder: string;
  /** From that folder, with `/`. */
  readonly files: readonly string[];
  /** Nothing is looked at where nothing was ever recorded: who only opens a folder leaves no trace. */
  readonly unlessEmpty: boolean;
}

/** What was found. */
export interface CoverageLook {
  /** Reports that nobody has measured yet as they are now. */
  readonly measured: readonly MeasuredCoverage[];
  /** Why others could not be read, a sentence each; for the log. */
  readonly problems: readonly string[];
}
