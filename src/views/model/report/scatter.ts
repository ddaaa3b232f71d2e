import { ticksUpwards, type Tick } from "./axis";
import { niceTicks, round } from "./scale";

/** Days with as many runs and as many commits: one point. */
export interface ScatterPoint {
  readonly runs: number;
  readonly commits: number;
  readonly days: number;
  /** Per cent of the chart's width and height, y from the top. */
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly radius: number;
}

export interface Scatter {
  /** By runs, then by commits. */
  readonly points: readonly ScatterPoint[];
  readonly runTicks: readonly Tick[];
  readonly commitTicks: readonly Tick[];
}

const smallestRadius = 3.5;
const greatestRadius = 12;

/** Runs to the right, commits upwards. The area of a point grows with its days. */
export function layoutScatter(
  days: readonly { readonly runs: number; readonly commits: number }[],
): Scatter {
  const runTicks = niceTicks(Math.max(0, ...days.map(({ runs }) => runs)), 5);
  const commitTicks = niceTicks(Math.max(0, ...days.map(({ commits }) => commits)), 4);
  const right = runTicks.at(-1) ?? 1;
  const top = commitTicks.at(-1) ?? 1;
  const together = new Map<string, { runs: number; commits: number; days: number }>();
  for (const { runs, commits } of days) {
    const key = `${runs} ${commits}`;
    const known = together.get(key) ?? { runs, commits, days: 0 };
    together.set(key, { ...known, days: known.days + 1 });
  }
  const fromLeft = (runs: number): number => round((runs / right) * 100);
  return {
    points: [...together.values()]
      .sort((one, other) => one.runs - other.runs || one.commits - other.commits)
      .map((point) => ({
        ...point,
        x: fromLeft(point.runs),
        y: round(100 - (point.commits / top) * 100),
        radius: round(Math.min(greatestRadius, smallestRadius * Math.sqrt(point.days))),
      })),
    runTicks: runTicks.map((value) => ({ value, at: fromLeft(value) })),
    commitTicks: ticksUpwards(commitTicks),
  };
}
