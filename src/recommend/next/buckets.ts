/** The longest pauses of each bucket, in milliseconds; longer ones have the last bucket. */
const gapLimitsMs = [2_000, 5_000, 15_000, 45_000, 180_000, 600_000, 1_800_000];
const positionLimits = [0, 1, 3, 7, 15];
const hourMs = 3_600_000;

/** 0 for a moment … 7 for more than half an hour; −1 where times are not known. */
export function gapBucket(gapMs: number): number {
  if (Number.isNaN(gapMs)) return -1;
  let bucket = 0;
  while (bucket < gapLimitsMs.length && gapMs >= (gapLimitsMs[bucket] ?? 0)) bucket++;
  return bucket;
}

/** How far into a stretch of work: 0 at its beginning … 5 after 16 runs and more. */
export function positionBucket(position: number): number {
  let bucket = 0;
  while (bucket < positionLimits.length && position > (positionLimits[bucket] ?? 0)) bucket++;
  return bucket;
}

/** The hour of the day, 0–23, UTC: a time zone only shifts it; −1 where times are not known. */
export function hourOfDay(nowMs: number): number {
  if (Number.isNaN(nowMs)) return -1;
  return ((Math.floor(nowMs / hourMs) % 24) + 24) % 24;
}

/** The binary order of magnitude of a number from 0: 0, 1, 2–3, 4–7 … up to `most`. */
export function magnitude(value: number, most: number): number {
  return value <= 0 ? 0 : Math.min(most, 32 - Math.clz32(value));
}
