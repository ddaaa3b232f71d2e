import type { History } from "../tracker/history";

/** After this long "not useful" weighs half. */
export const rejectionHalfLifeMs = 7 * 24 * 3_600_000;
/** How much it weighs where another skill, or none, came last than when it was said. */
export const elsewhere = 0.4;

/**
 * How strongly each skill was called not useful here, 0–1: 1 − Π (1 − wᵢ) over its rejections, with
 * wᵢ = 2^(−age ÷ half-life), times `elsewhere` where it was said after another skill than `last`.
 * One said just now and here is 1; none is 0.
 */
export function rejectionStrength(history: History, last: number, nowMs: number): Float64Array {
  const spared = new Float64Array(history.skills.length).fill(1);
  for (const { skill, after, atMs } of history.rejections) {
    const age = Math.max(0, nowMs - atMs) / rejectionHalfLifeMs;
    const weight = 2 ** -age * (after === last ? 1 : elsewhere);
    spared[skill] = (spared[skill] ?? 1) * (1 - weight);
  }
  return spared.map((left) => 1 - left);
}
