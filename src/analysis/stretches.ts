import type { History } from "../tracker/history";
import { groupValues } from "./groups";

/** A longer pause ends what somebody was about. */
const longestGapMs = 30 * 60_000;

/**
 * What the user ran by hand, cut into stretches without a long pause. The steps of a stretch are
 * neighbours and no two of these are the same skill: repeats at once are one step.
 */
export interface Stretches {
  /** How many steps; only as many values of the columns count. */
  readonly length: number;
  /** Index into `history.skills`. */
  readonly skill: Int32Array;
  readonly session: Int32Array;
  /** The rows of a step's first and last run. */
  readonly firstRow: Int32Array;
  readonly lastRow: Int32Array;
  /** How many runs are one step, ≥ 1. */
  readonly runs: Int32Array;
  /** The stretch of each step, from 0, never falling. */
  readonly stretch: Int32Array;
  /** Runs of each stretch. */
  readonly runsIn: Int32Array;
}

/**
 * Cuts sessions where more than 30 minutes lie between the end of a run (its start, where no
 * duration is known) and the start of the next one.
 *
 * Agents' runs, runs in the background, debugging and hidden skills are passed over: they neither
 * make nor break a stretch.
 *
 * @param first the first row to look at.
 */
export function stretchesOf(history: History, first = 0): Stretches {
  const { startedAtMs, durationMs } = history;
  const length = Math.max(0, history.length - first);
  const rows = new Float64Array(length);
  const sessionOf = new Int32Array(length);
  const counts = Uint8Array.from(history.skills, ({ kind, hidden }) =>
    kind === "debug" || hidden ? 0 : 1,
  );
  let steps = 0;
  for (let at = 0; at < length; at++) {
    const row = first + at;
    const own = history.author[row] === 0 && history.background[row] === 0;
    const counted = own && counts[history.skill[row] ?? 0] === 1;
    rows[at] = row;
    sessionOf[at] = counted ? (history.session[row] ?? 0) : -1;
    if (counted) steps++;
  }
  const bySession = groupValues(rows, sessionOf, length, history.sessions.length);
  const column = (): Int32Array<ArrayBuffer> => new Int32Array(steps);
  const [skill, session, firstRow, lastRow] = [column(), column(), column(), column()];
  const [runs, stretch, runsIn] = [column(), column(), column()];
  let at = -1;
  let current = -1;
  for (let number = 0; number < history.sessions.length; number++) {
    let endMs = -Infinity;
    let before = -1;
    const own = bySession.of(number);
    for (let place = 0; place < own.length; place++) {
      const row = own[place] ?? 0;
      const startMs = startedAtMs[row] ?? 0;
      const one = history.skill[row] ?? 0;
      const goesOn = startMs - endMs <= longestGapMs;
      if (!goesOn) current++;
      if (!goesOn || one !== before) {
        at++;
        skill[at] = before = one;
        session[at] = number;
        stretch[at] = current;
        firstRow[at] = row;
      }
      lastRow[at] = row;
      runs[at] = (runs[at] ?? 0) + 1;
      runsIn[current] = (runsIn[current] ?? 0) + 1;
      endMs = startMs + (durationMs[row] || 0);
    }
  }
  const columns = { skill, session, firstRow, lastRow, runs, stretch };
  return { length: at + 1, ...columns, runsIn: runsIn.subarray(0, current + 1) };
}
