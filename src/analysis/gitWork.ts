import { correlate, type Correlation, type Pair } from "./correlation";
import { gitVelocity, type CommitFacts, type GitVelocity, type VelocityRange } from "./gitVelocity";
import type { LocalPlace } from "./localMoments";
import type { RunDay } from "./model";

/** What was run and committed on one local day. */
export interface WorkDay extends RunDay {
  readonly commits: number;
}

/** What was run and committed in one day or week of a zero-filled series. */
export interface WorkBucket {
  /** Where it begins, milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly runs: number;
  readonly commits: number;
}

/** How the work moves with git. */
export interface GitWork {
  readonly velocity: GitVelocity;
  readonly unit: "day" | "week";
  readonly buckets: readonly WorkBucket[];
  /** The days that are compared, ascending. */
  readonly days: readonly WorkDay[];
  /** How what is done on a day goes together with its commits; each absent where it cannot be said. */
  readonly ties: {
    readonly runs?: Correlation;
    readonly activeMinutes?: Correlation;
    /** Over the days with at least 3 finished runs. */
    readonly completionRate?: Correlation;
  };
}

/** A range of up to so many days is drawn by day. */
const mostDays = 120;
/** The completion rate of fewer finished runs is noise. */
const minimumFinished = 3;

/**
 * Joins commits and runs by local calendar day.
 *
 * Compared are the days on which anything was run or committed, from the first run of the range on,
 * since before that perhaps nothing was recorded, and without today, which is not over. Days off would
 * make everything go together; without them r comes out somewhat too small.
 *
 * @param range its last moment is now.
 */
export function gitWork(
  commits: readonly CommitFacts[],
  runs: readonly RunDay[],
  range: VelocityRange,
  place: LocalPlace,
): GitWork {
  const { calendar } = place;
  const velocity = gitVelocity(commits, range, place);
  const byDay = new Map(runs.map((day) => [day.startMs, day]));
  const all = velocity.days.map((day): WorkDay => ({
    ...(byDay.get(day.startMs) ?? noRuns),
    ...day,
  }));
  const today = calendar.startOf("day", range.lastMs);
  const firstRun = all.findIndex((day) => day.runs > 0);
  const days = (firstRun < 0 ? [] : all.slice(firstRun)).filter(
    (day) => day.startMs < today && day.runs + day.commits > 0,
  );
  const unit = all.length <= mostDays ? "day" : "week";
  return {
    ...{ velocity, unit, days },
    buckets:
      unit === "day"
        ? all.map(({ startMs, runs: ran, commits: made }) => ({
            ...{ startMs, runs: ran, commits: made },
          }))
        : weeks(velocity, all),
    ties: tiesOf(days),
  };
}

const noRuns = { runs: 0, finished: 0, completed: 0, activeMinutes: 0 };

function weeks({ weeks: all }: GitVelocity, days: readonly WorkDay[]): readonly WorkBucket[] {
  let at = 0;
  return all.map(({ startMs, commits }, index) => {
    const endMs = all[index + 1]?.startMs ?? Infinity;
    let runs = 0;
    for (; (days[at]?.startMs ?? Infinity) < endMs; at++) runs += days[at]?.runs ?? 0;
    return { startMs, runs, commits };
  });
}

function tiesOf(days: readonly WorkDay[]): GitWork["ties"] {
  const tie = (of: (day: WorkDay) => number, some = days): Correlation | undefined =>
    correlate(some.map((day): Pair => [of(day), day.commits]));
  const judged = days.filter(({ finished }) => finished >= minimumFinished);
  const runs = tie((day) => day.runs);
  const activeMinutes = tie((day) => day.activeMinutes);
  const completionRate = tie(({ completed, finished }) => completed / finished, judged);
  return {
    ...(runs === undefined ? {} : { runs }),
    ...(activeMinutes === undefined ? {} : { activeMinutes }),
    ...(completionRate === undefined ? {} : { completionRate }),
  };
}
