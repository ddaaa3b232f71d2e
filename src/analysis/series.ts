import type { History } from "../tracker/history";
import type { SkillRef } from "../tracker/model";
import { mediansBy } from "./durations";
import type { Calendar, TimelineBucket } from "./model";
import { Tally } from "./rates";
import { rowsBetween } from "./rowRange";

/** An hour or a day of a series. */
export interface SeriesBucket extends TimelineBucket {
  /** Sessions in which it ran. */
  readonly sessions: number;
}

export interface SeriesOptions {
  /** One skill; all of them when left out. */
  readonly skill?: SkillRef;
  readonly unit: "hour" | "day";
  /** How many hours or days, the one of now among them; 1–1000. */
  readonly count: number;
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  readonly calendar: Calendar;
}

/** Longer series are cut to their newest part. */
const mostBuckets = 1000;

/**
 * What ran in each of the newest local hours or days, oldest first, also where nothing did: rates
 * and durations are absent there, not 0. The last one is not over yet. A day of a clock change has
 * 23 or 25 hours, each of them once.
 */
export function series(
  history: History,
  { skill, unit, count, nowMs, calendar }: SeriesOptions,
): readonly SeriesBucket[] {
  const starts = [calendar.startOf(unit, nowMs)];
  while (starts.length < Math.min(count, mostBuckets)) {
    starts.push(calendar.startOf(unit, (starts.at(-1) ?? nowMs) - 1));
  }
  starts.reverse();
  const endMs = calendar.next(unit, starts.at(-1) ?? nowMs);
  const wanted = skill === undefined ? undefined : indexOf(history, skill);
  const tally = new Tally(starts.length);
  const sessions = new Uint32Array(starts.length);
  const seenIn = new Int32Array(history.sessions.length).fill(-1);
  const groupOf = new Int32Array(history.length).fill(-1);
  const { first, end } = rowsBetween(history, starts[0] ?? nowMs, endMs);
  let bucket = 0;
  for (let row = first; row < end; row++) {
    if (wanted !== undefined && history.skill[row] !== wanted) continue;
    while ((history.startedAtMs[row] ?? 0) >= (starts[bucket + 1] ?? Infinity)) bucket++;
    const session = history.session[row] ?? 0;
    groupOf[row] = bucket;
    tally.add(bucket, history.outcome[row] ?? 0);
    if (seenIn[session] !== bucket) sessions[bucket] = (sessions[bucket] ?? 0) + 1;
    seenIn[session] = bucket;
  }
  const medianOf = mediansBy(history, groupOf, starts.length);
  return starts.map((startMs, at) => {
    const medianDurationMs = medianOf(at);
    return {
      startMs,
      sessions: sessions[at] ?? 0,
      ...tally.rate(at),
      ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
    };
  });
}

function indexOf({ skills }: History, { kind, name }: SkillRef): number {
  return skills.findIndex((one) => one.kind === kind && one.name === name);
}
