import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { AnomalyChecks, anomalyBaselineDays, findAnomalies, type Anomaly } from "./anomalies";
import type { Calendar } from "./model";
import { twoSidedP } from "./normal";
import { compareText } from "./ranking";
import { rowsBetween, type RowRange } from "./rowRange";
import { wholeDaysBefore } from "./wholeDays";

/** An anomaly with the days on which it was found; its figures are those of the newest one. */
export interface AnomalyEpisode extends Anomaly {
  /** The end of the first day on which it was found, milliseconds since 1970 UTC, or now. */
  readonly openedAtMs: number;
  /** The end of the first active day after, or now, at which it no longer was; absent while open. */
  readonly resolvedAtMs?: number;
}

export interface AnomalyEpisodesOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** How many whole days before the one of `nowMs`, ≥ 0; 14 when left out. */
  readonly days?: number;
  readonly calendar: Calendar;
}

/** The z from which on a day is unlike others: p = 0.0455. */
const threshold = 2;
const dayMs = 24 * 3_600_000;

/**
 * What was unlike other days lately, and whether it still is: the checks of `findAnomalies` as they
 * came out at the end of each of the last whole local days and as they come out now. The same type
 * of the same skill on neighbouring checks is one episode; a day on which nothing ran at all has no
 * check and ends none, nor does the time since where that is empty. An episode opened on the oldest
 * of the days may be older.
 *
 * Open ones come first, then those opened last, then the greatest score, up or down, then by key.
 * Each check alarms by chance as often as `findAnomalies` says.
 */
export function anomalyEpisodes(
  history: History,
  { nowMs, days = 14, calendar }: AnomalyEpisodesOptions,
): readonly AnomalyEpisode[] {
  const open = new Map<string, AnomalyEpisode>();
  const resolved: AnomalyEpisode[] = [];
  for (const { atMs, found } of checks(history, { nowMs, days, calendar })) {
    const still = new Set<string>();
    for (const anomaly of found) {
      const name = `${anomaly.type} ${skillKey(anomaly.skill)}`;
      still.add(name);
      open.set(name, { ...anomaly, openedAtMs: open.get(name)?.openedAtMs ?? atMs });
    }
    for (const [name, episode] of open) {
      if (still.has(name)) continue;
      open.delete(name);
      resolved.push({ ...episode, resolvedAtMs: atMs });
    }
  }
  return [...open.values(), ...resolved].sort(
    (one, other) =>
      Number(one.resolvedAtMs !== undefined) - Number(other.resolvedAtMs !== undefined) ||
      other.openedAtMs - one.openedAtMs ||
      Math.abs(other.score) - Math.abs(one.score) ||
      compareText(skillKey(one.skill), skillKey(other.skill)) ||
      compareText(one.type, other.type),
  );
}

interface Check {
  readonly atMs: number;
  readonly found: readonly Anomaly[];
}

/** One check at the end of each active day, oldest first, and one now if anything ran lately. */
function checks(
  history: History,
  { nowMs, days, calendar }: Required<AnomalyEpisodesOptions>,
): readonly Check[] {
  const [oldestMs = nowMs, ...more] = wholeDaysBefore(nowMs, days, calendar);
  const active = activeDays(history, oldestMs, more.at(-1) ?? oldestMs, calendar);
  const windows = new AnomalyChecks(
    history,
    active.map(({ rows }) => rows),
  );
  const made = active.flatMap(({ startMs, endMs }, at): Check[] =>
    startMs < oldestMs ? [] : [{ atMs: endMs, found: windows.at(at, endMs, twoSidedP(threshold)) }],
  );
  const lately = rowsBetween(history, nowMs - dayMs, nowMs + 1);
  if (lately.end === lately.first) return made.reverse();
  return [...made.reverse(), { atMs: nowMs, found: findAnomalies(history, { nowMs, calendar }) }];
}

interface ActiveDay {
  readonly startMs: number;
  readonly endMs: number;
  readonly rows: RowRange;
}

/** The days from `oldestMs` to `todayMs` and as many before as checks look at, newest first. */
function activeDays(
  history: History,
  oldestMs: number,
  todayMs: number,
  calendar: Calendar,
): readonly ActiveDay[] {
  const firstMs = history.length === 0 ? Infinity : (history.startedAtMs[0] ?? Infinity);
  const active: ActiveDay[] = [];
  let before = 0;
  let endMs = todayMs;
  while (endMs > firstMs && before < anomalyBaselineDays) {
    const startMs = calendar.startOf("day", endMs - 1);
    const rows = rowsBetween(history, startMs, endMs);
    if (rows.end > rows.first) {
      active.push({ startMs, endMs, rows });
      if (startMs < oldestMs) before++;
    }
    endMs = startMs;
  }
  return active;
}
