import type { Random } from "../random";

/** A stretch of work without a break, in local time. Milliseconds since 1970 UTC. */
export interface Block {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isMorning: boolean;
  /** How many runs begin in it. */
  readonly runs: number;
}

export interface Span {
  /** Whole number ≥ 0. */
  readonly rows: number;
  /** Calendar days up to the one of `nowMs`, whole number ≥ 1. */
  readonly days: number;
  readonly nowMs: number;
}

/** What began so shortly before now may not be over. */
const settledMs = 30 * 60_000;

/**
 * The mornings and afternoons on which somebody worked, oldest first, and `rows` dealt out to them.
 * Most working days, with a lunch break; on some weekends a morning. Local wall-clock times that
 * exist in every zone on every day.
 *
 * @returns nothing when there was no time to work yet.
 */
export function workBlocks({ rows, days, nowMs }: Span, random: Random): readonly Block[] {
  const today = new Date(nowMs);
  const drafts: (Omit<Block, "runs"> & { readonly weight: number })[] = [];
  for (let back = days - 1; back >= 0; back--) {
    const at = (hour: number, earliest: number, latest: number): number => {
      const minutes = random.int(earliest, latest);
      const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
      return new Date(year, month, date - back, hour, minutes).getTime();
    };
    const morning = { fromMs: at(8, 15, 55), toMs: at(12, 0, 30), isMorning: true };
    const afternoon = { fromMs: at(13, 0, 40), toMs: at(17, 20, 59), isMorning: false };
    const isWeekend = [0, 6].includes(new Date(morning.fromMs).getDay());
    const weight = (isWeekend ? 0.5 : 1) * (0.7 + 0.6 * random.next());
    const isOff = !random.chance(isWeekend ? 0.15 : 0.93);
    for (const block of isOff ? [] : isWeekend ? [morning] : [morning, afternoon]) {
      if (block.toMs + settledMs <= nowMs) drafts.push({ ...block, weight });
    }
  }
  const whole = drafts.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  return drafts.map(({ weight, ...block }) => {
    const before = Math.round((rows * passed) / whole);
    passed += weight;
    return { ...block, runs: Math.round((rows * passed) / whole) - before };
  });
}
