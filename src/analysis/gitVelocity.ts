import { LocalMoments, type LocalPlace } from "./localMoments";

/** What counts of a commit. */
export interface CommitFacts {
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly isMerge: boolean;
  readonly isConventional: boolean;
  readonly isBreaking: boolean;
}

/** From the first to the last moment, both inclusive, milliseconds since 1970 UTC. */
export interface VelocityRange {
  readonly fromMs: number;
  readonly lastMs: number;
}

/** The commits of one local day or week. */
export interface CommitCount {
  /** Where it begins, milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly commits: number;
}

/** How commits come in. */
export interface GitVelocity {
  /** Merges among them. */
  readonly commits: number;
  readonly merges: number;
  /** Of the commits that are no merges: the message of a merge is git's own. */
  readonly conventional: number;
  /** conventional ÷ (commits − merges), 0–1; absent where that is nothing to divide by. */
  readonly conventionalRate?: number;
  readonly breaking: number;
  /** Every local day of the range, also those without a commit, the last one as far as it has come. */
  readonly days: readonly CommitCount[];
  /** Every local week, the first and the last one with those of their days that are in the range. */
  readonly weeks: readonly CommitCount[];
  /** commits ÷ days; seven times that is a week's. Absent without a day. */
  readonly commitsPerDay?: number;
  /** The day with the most commits, 0 = Monday, and the hour of the local day, 0–23; the earlier of equal ones. */
  readonly busiestWeekday?: number;
  readonly busiestHour?: number;
}

/**
 * Counts commits by the local calendar, whatever zone they were made in: a commit counts on the day
 * it was here. Those outside of the days of the range do not count; days are whole, so the range
 * begins with the day of its first moment.
 */
export function gitVelocity(
  commits: readonly CommitFacts[],
  range: VelocityRange,
  place: LocalPlace,
): GitVelocity {
  const { calendar } = place;
  const starts: number[] = [];
  let endMs = calendar.startOf("day", range.fromMs);
  for (; endMs <= range.lastMs; endMs = calendar.next("day", endMs)) starts.push(endMs);
  const [firstMs = endMs] = starts;
  const counted = commits
    .filter(({ atMs }) => atMs >= firstMs && atMs < endMs)
    .sort((one, other) => one.atMs - other.atMs);
  const own = counted.filter(({ isMerge }) => !isMerge);
  const days = countsFrom(starts, counted);
  const conventional = count(own, ({ isConventional }) => isConventional);
  return {
    commits: counted.length,
    merges: counted.length - own.length,
    conventional,
    ...(own.length === 0 ? {} : { conventionalRate: conventional / own.length }),
    breaking: count(counted, ({ isBreaking }) => isBreaking),
    days,
    weeks: countsFrom(weekStarts(starts, place), counted),
    ...(starts.length === 0 ? {} : { commitsPerDay: counted.length / starts.length }),
    ...busiest(days, counted, place),
  };
}

function count<T>(all: readonly T[], passes: (one: T) => boolean): number {
  return all.reduce((sum, one) => sum + (passes(one) ? 1 : 0), 0);
}

/** @param commits ascending, none before the first start. */
function countsFrom(
  starts: readonly number[],
  commits: readonly CommitFacts[],
): readonly CommitCount[] {
  let at = 0;
  return starts.map((startMs, index) => {
    const first = at;
    const endMs = starts[index + 1] ?? Infinity;
    while ((commits[at]?.atMs ?? Infinity) < endMs) at++;
    return { startMs, commits: at - first };
  });
}

function weekStarts(days: readonly number[], { calendar }: LocalPlace): readonly number[] {
  return [...new Set(days.map((startMs) => calendar.startOf("week", startMs)))];
}

function busiest(
  days: readonly CommitCount[],
  commits: readonly CommitFacts[],
  place: LocalPlace,
): Pick<GitVelocity, "busiestWeekday" | "busiestHour"> {
  if (commits.length === 0) return {};
  const weekdays = new Array<number>(7).fill(0);
  const hours = new Array<number>(24).fill(0);
  const moments = new LocalMoments(place);
  for (const { startMs, commits: made } of days) {
    moments.moveTo(startMs);
    weekdays[moments.weekday] = (weekdays[moments.weekday] ?? 0) + made;
  }
  for (const { atMs } of commits) {
    const hour = place.hourOf(atMs);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return { busiestWeekday: greatestAt(weekdays), busiestHour: greatestAt(hours) };
}

function greatestAt(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
