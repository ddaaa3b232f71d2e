/** What is known before something is run. Skills, sessions and so on are numbers from 0. */
export interface NextContext {
  readonly session: number;
  /** Milliseconds since 1970 UTC; NaN where times are not known. */
  readonly nowMs: number;
  /** The phase the user is in, as far as that is known beforehand; −1 for none. */
  readonly phase: number;
  /** Whether the run before this one in the session had failed by now. */
  readonly afterFailure: boolean;
  /** Absent or −1 where not known. */
  readonly folder?: number;
  /** The language of the file being edited; absent or −1 where not known. */
  readonly language?: number;
}

/** What was run, and what was known before it: `nowMs` is when it began. */
export interface NextEvent extends NextContext {
  readonly skill: number;
}
