import type { Author, FinalOutcome, EndReason, SkillKey, SkillRef, Source } from "./model";
import type { ShellName } from "./recognition";

/** One point in time on both clocks, taken where the event was heard. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** What ran, as its observer knows it. */
export type RunSubject =
  | { readonly type: "command-line"; readonly line: string; readonly shell: ShellName }
  | {
      readonly type: "skill";
      readonly skill: SkillRef;
      readonly category: string;
      readonly phase?: string;
      /** A command line behind it, for example a task's; kept as far as the settings allow. */
      readonly line?: string;
    };

/** A raw thing the host told us. `run` names one run and is never used again for another. */
export type Signal = RunStarted | RunEnded | LaneClosed | HeadMoved;

export interface RunStarted {
  readonly type: "run-started";
  readonly run: object;
  readonly source: Source;
  readonly at: Moment;
  readonly subject: RunSubject;
  readonly author?: Author;
  /** What can hold one run at a time, for example a terminal. */
  readonly lane?: object;
  /** Absolute path. */
  readonly cwd?: string;
  readonly processId?: number;
  readonly background?: boolean;
}

export interface RunEnded {
  readonly type: "run-ended";
  readonly run: object;
  readonly at: Moment;
  /** Undefined: whoever ran it did not say. */
  readonly exitCode?: number;
  /** When known better than from the exit code. */
  readonly outcome?: FinalOutcome;
  readonly reason?: EndReason;
  readonly durationMs?: number;
  readonly errorType?: string;
  /** The command line as it is known now. */
  readonly line?: string;
}

/** A lane is gone, and with it what ran in it. */
export interface LaneClosed {
  readonly type: "lane-closed";
  readonly lane: object;
  readonly at: Moment;
}

/** A repository's HEAD is elsewhere than before. */
export interface HeadMoved {
  readonly type: "head-moved";
  readonly change: "commit" | "checkout";
  readonly at: Moment;
  /** Made through the editor's own source control, not by a command. */
  readonly byEditor: boolean;
  /** When git says it was committed; seconds resolution. */
  readonly committedAtMs?: number;
}

/** What a launch through Session Buddy knows about the run that will follow. */
export interface Launch {
  readonly query?: string;
  readonly alternatives: readonly SkillKey[];
  /** 1 = the first recommendation was chosen. */
  readonly selectionRank?: number;
}

export type SignalSink = (signal: Signal) => void;
