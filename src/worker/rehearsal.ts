import { select } from "../analysis/filter";
import { workflowPatterns, type PatternsRequest } from "../analysis/patterns";
import { buildReport } from "../analysis/report";
import type { History } from "../tracker/history";

/** A shorter history is reported fast enough by code that never ran before. */
const leastRuns = 10_000;
/** A report of so many runs is over before anybody notices. */
const rehearsedRuns = 3_000;
/** With three rounds the first report takes twice as long as with five; more change little. */
const rounds = 8;

/**
 * Works out reports of the newest runs that nobody asked for, so that the engine has compiled what
 * it takes when somebody asks for the first one of them all: that takes half the time then.
 */
export class Rehearsal {
  private steps: Iterator<undefined, undefined> | undefined;
  private isOver = false;

  constructor(private readonly place: () => Omit<PatternsRequest, "filter">) {}

  /** Goes on with it. @returns whether it is over, or not worth beginning. */
  goOn(history: History, isEnough: () => boolean): boolean {
    if (this.isOver || history.length < leastRuns) return true;
    this.steps ??= rehearse(newest(history, rehearsedRuns), this.place());
    do {
      this.isOver = this.steps.next().done === true;
    } while (!this.isOver && !isEnough());
    if (this.isOver) this.steps = undefined;
    return this.isOver;
  }
}

function* rehearse(
  history: History,
  place: Omit<PatternsRequest, "filter">,
): Generator<undefined, undefined> {
  const fromMs = history.startedAtMs[history.length >> 1] ?? 0;
  for (let round = 0; round < rounds; round++) {
    // The page asks for the newest days first, so runs are also picked from others.
    const request = { ...place, filter: round % 2 === 0 ? {} : { fromMs } };
    buildReport(history, request);
    yield;
    workflowPatterns(history, request);
    yield;
  }
}

function newest(history: History, runs: number): History {
  const fromMs = history.startedAtMs[history.length - runs];
  return fromMs === undefined ? history : select(history, { fromMs });
}
