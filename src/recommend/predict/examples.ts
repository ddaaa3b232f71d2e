import { isFinished, outcomeCode } from "../../analysis/outcomes";
import { atOnce } from "../../base/atOnce";
import type { History } from "../../tracker/history";
import { columnCount, encode } from "./columns";
import { countFigures, type Beginning } from "./figures";
import type { LocalTime } from "./localTime";
import { featureNames } from "./model";
import { endOfRun, Past } from "./past";

/** More runs than that teach nothing new, and the newest are most like those to come. */
const mostExamples = 30_000;
/** Rows gone through in one step: some milliseconds, those of examples and those before them. */
const rowsInStep = 1_000;
const earlierRowsInStep = 10_000;

/** Finished runs in the order they began, with what was known when each did, and what became of it. */
export interface Examples {
  readonly count: number;
  /** `columnCount` values for each. */
  readonly columns: Float32Array;
  /** The skill's smoothed completion rate at the time, 0–1. */
  readonly rates: Float64Array;
  /** 1 = completed, 0 = failed or abandoned. */
  readonly outcomes: Uint8Array;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
}

interface ExamplesOptions {
  /** Of the same history, at its beginning; it is moved to the start of the last run. */
  readonly past?: Past;
  /** At most so many; what was known before them rests on all that came before. */
  readonly most?: number;
}

/**
 * Goes through a history once and takes the newest finished runs. Running and unknown ones are no
 * examples, neither good nor bad.
 */
export function examplesOf(
  history: History,
  time: LocalTime,
  options: ExamplesOptions = {},
): Examples {
  return atOnce(exampleSteps(history, time, options));
}

/** The same in steps of a few milliseconds, between which others have a turn. */
export function* exampleSteps(
  history: History,
  time: LocalTime,
  { past = new Past(history), most = mostExamples }: ExamplesOptions,
): Generator<undefined, Examples> {
  const { firstRow, size } = newestFinished(history, most);
  const columns = new Float32Array(size * columnCount);
  const rates = new Float64Array(size);
  const outcomes = new Uint8Array(size);
  const startMs = new Float64Array(size);
  const endMs = new Float64Array(size);
  const figures = new Float64Array(featureNames.length);
  let count = 0;
  const take = (from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      const outcome = history.outcome[row] ?? outcomeCode.unknown;
      if (!isFinished(outcome)) continue;
      const run = beginningOf(history, row);
      past.moveTo(run.startMs);
      countFigures(past, run, time, figures);
      encode(figures, columns, count * columnCount);
      rates[count] = figures[0] ?? 0;
      outcomes[count] = outcome === outcomeCode.completed ? 1 : 0;
      startMs[count] = run.startMs;
      endMs[count] = endOfRun(run.startMs, history.durationMs[row] ?? NaN);
      count++;
    }
  };
  for (let row = 0; row < firstRow; row += earlierRowsInStep) {
    past.moveTo(history.startedAtMs[row] ?? -Infinity);
    yield;
  }
  for (let row = firstRow; row < history.length; row += rowsInStep) {
    take(row, Math.min(row + rowsInStep, history.length));
    yield;
  }
  return { count, columns, rates, outcomes, startMs, endMs };
}

function newestFinished(
  { length, outcome }: History,
  most: number,
): { readonly firstRow: number; readonly size: number } {
  let firstRow = length;
  let size = 0;
  while (firstRow > 0 && size < most) {
    firstRow--;
    if (isFinished(outcome[firstRow] ?? outcomeCode.unknown)) size++;
  }
  return { firstRow, size };
}

/** The run of a row, as it was when it began. */
export function beginningOf(history: History, row: number): Beginning {
  return {
    skill: history.skill[row] ?? -1,
    session: history.session[row] ?? -1,
    phase: history.phase[row] ?? -1,
    byAgent: history.author[row] !== 0,
    startMs: history.startedAtMs[row] ?? 0,
  };
}
