import type { Disposable } from "../base/event";
import type { Schedule } from "../base/schedule";
import type { MeasuredCoverage } from "../tracker/coverage";
import type { CoverageLook, CoverageQuery } from "./look";
import { reportFiles } from "./reportFiles";

/** Runs that end within this time are followed by one look, milliseconds. */
export const gatherMs = 3000;

export interface CoverageWatchParts {
  /** Looks for reports, off this thread. */
  readonly look: (query: CoverageQuery) => Promise<CoverageLook>;
  /** Whether anything may be read and written down now. */
  readonly isOn: () => boolean;
  /** Of the workspace, absolute; undefined where there is none on this machine. */
  readonly folder: () => string | undefined;
  /** Files that the user named, as they stand in the settings. */
  readonly givenFiles: () => readonly string[];
  readonly keep: (measured: MeasuredCoverage) => void;
  readonly schedule: Schedule;
  readonly warn: (sentence: string) => void;
}

/**
 * Looks for new coverage reports after runs have ended, at most once every three seconds and one
 * look at a time.
 */
export class CoverageWatch implements Disposable {
  private waiting: Disposable | undefined;
  private isLooking = false;
  /** A run ended since the last look began. */
  private hasRun = false;
  private isAskedAgain = false;
  private disposed = false;
  private readonly told = new Set<string>();

  constructor(private readonly parts: CoverageWatchParts) {}

  /** A run ended: it may have written a report. */
  runEnded(): void {
    this.hasRun = true;
    this.lookSoon();
  }

  /** The window began, or what may be read has changed. */
  lookSoon(): void {
    if (this.disposed) return;
    if (this.isLooking) this.isAskedAgain = true;
    else
      this.waiting ??= this.parts.schedule(() => {
        this.waiting = undefined;
        void this.look();
      }, gatherMs);
  }

  dispose(): void {
    this.disposed = true;
    this.waiting?.dispose();
  }

  private async look(): Promise<void> {
    const { isOn, givenFiles, keep } = this.parts;
    const folder = this.parts.folder();
    if (!isOn() || folder === undefined) return;
    const { files, problems: left } = reportFiles(givenFiles());
    left.forEach((problem) => this.tell(problem));
    const unlessEmpty = !this.hasRun;
    this.hasRun = false;
    this.isLooking = true;
    try {
      const { measured, problems } = await this.parts.look({ folder, files, unlessEmpty });
      // Recording may have been paused, or another folder opened, meanwhile.
      if (!this.disposed && isOn() && this.parts.folder() === folder) {
        problems.forEach((problem) => this.tell(problem));
        measured.forEach(keep);
      }
    } catch (error) {
      if (!this.disposed) {
        this.tell(`Coverage could not be looked for: ${messageOf(error)}`);
      }
    } finally {
      this.isLooking = false;
      if (this.isAskedAgain) {
        this.isAskedAgain = false;
        this.lookSoon();
      }
    }
  }

  /** Each sentence once: what cannot be read now mostly cannot be after the next run. */
  private tell(sentence: string): void {
    if (this.told.has(sentence)) return;
    this.told.add(sentence);
    this.parts.warn(sentence);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
