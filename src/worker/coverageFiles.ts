import { promises } from "node:fs";
import { join } from "node:path";
import type { CoverageLook, CoverageQuery } from "../quality/look";
import { readReport } from "../quality/readReport";
import type { LiveView } from "../store/live";
import { isKnownCoverage } from "../store/qualityTables";
import type { MeasuredCoverage } from "../tracker/coverage";

/** A larger report is not read: parsing would hold up this thread for seconds. */
export const mostBytes = 64 * 1024 * 1024;
/** A file may be this much newer than now, milliseconds: disks of other machines have other clocks. */
const mostAheadMs = 60_000;

export interface ReportFacts {
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** Reads reports from a disk. */
export interface ReportFiles {
  /** @returns undefined where there is no regular file. */
  facts(path: string): Promise<ReportFacts | undefined>;
  read(path: string): Promise<string>;
}

export const nodeReportFiles: ReportFiles = {
  async facts(path) {
    try {
      const found = await promises.stat(path);
      return found.isFile() ? { size: found.size, mtimeMs: found.mtimeMs } : undefined;
    } catch {
      return undefined; // not there, or nobody may look
    }
  },
  read: (path) => promises.readFile(path, "utf8"),
};

export interface CoverageFilesParts {
  readonly files: ReportFiles;
  /** Whether a report of that time need not be read. */
  readonly isKnown: (snapshot: Pick<MeasuredCoverage, "path" | "atMs">) => boolean;
  /** Whether nothing was ever recorded. */
  readonly isEmpty: () => boolean;
  readonly nowMs: () => number;
}

/**
 * Measures coverage reports that are new. A report is told by its path and the time at which it was
 * written: one that is copied or checked out is as new as its file.
 */
export class CoverageFiles {
  /** Of reports that could not be used: as they were then. */
  private readonly unusable = new Map<string, string>();

  constructor(private readonly parts: CoverageFilesParts) {}

  async look({ folder, files, unlessEmpty }: CoverageQuery): Promise<CoverageLook> {
    const measured: MeasuredCoverage[] = [];
    const problems: string[] = [];
    if (unlessEmpty && this.parts.isEmpty()) return { measured, problems };
    for (const path of files) {
      const found = await this.measure(folder, path);
      if (found === undefined) continue;
      if ("problem" in found) {
        problems.push(`The coverage report “${path}” is not used. ${found.problem}`);
      } else measured.push(found);
    }
    return { measured, problems };
  }

  private async measure(
    folder: string,
    path: string,
  ): Promise<MeasuredCoverage | { readonly problem: string } | undefined> {
    const { files, isKnown } = this.parts;
    const file = join(folder, path);
    const facts = await files.facts(file);
    if (facts === undefined) return undefined;
    const atMs = Math.floor(facts.mtimeMs);
    const key = keyOf(facts);
    if (this.unusable.get(file) === key || isKnown({ path, atMs })) return undefined;
    const found = await this.read(file, facts);
    if (found === undefined) return undefined;
    if (!("problem" in found)) return { path, atMs, ...found };
    this.unusable.set(file, key);
    return found;
  }

  /** @returns undefined while it is still being written: it is new again at the next look. */
  private async read(
    file: string,
    facts: ReportFacts,
  ): Promise<ReturnType<typeof readReport> | undefined> {
    const { files, nowMs } = this.parts;
    if (facts.size > mostBytes) {
      return { problem: `It has ${facts.size} bytes; at most ${mostBytes} are read.` };
    }
    if (facts.mtimeMs > nowMs() + mostAheadMs) {
      return { problem: "Its time of writing lies in the future." };
    }
    try {
      const text = await files.read(file);
      const after = await files.facts(file);
      if (after === undefined || keyOf(after) !== keyOf(facts)) return undefined;
      return readReport(text);
    } catch (error) {
      return {
        problem: `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      };
    }
  }
}

function keyOf({ size, mtimeMs }: ReportFacts): string {
  return `${size} ${mtimeMs}`;
}

/** Reads from this machine's disk what a data folder does not know of yet. */
export function coverageFilesOf(view: LiveView): CoverageFiles {
  return new CoverageFiles({
    files: nodeReportFiles,
    isKnown: (snapshot) => isKnownCoverage(view.refresh().db, snapshot),
    isEmpty: () => view.refresh().history.length === 0,
    nowMs: () => Date.now(),
  });
}
