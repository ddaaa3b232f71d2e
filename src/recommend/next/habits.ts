import { hourOfDay, gapBucket, positionBucket } from "./buckets";
import { DecayedCounts } from "./decayedCounts";
import type { NextContext } from "./event";
import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import type { Place, Steps } from "./steps";
import type { Uses } from "./uses";

/** After this many runs a count is worth half: of habits of now, of long, and in situations. */
export const latelyHalfLife = 40;
export const habitHalfLife = 600;
export const situationHalfLife = 800;
/** Runs assumed for each skill before any is seen. */
export const assumedUses = 1;
/** Hours this far apart share their counts; nearer ones share more. */
const hoursApart = 2;
const anything = 0;

/** The situations in which runs are counted: where the key of each comes from, and its column. */
interface Situation {
  readonly counts: DecayedCounts;
  readonly column: number;
  readonly prior: number;
  /** −1 where there is nothing to go by. */
  readonly keyOf: (place: Place, given: NextContext, steps: Steps, uses: Uses) => number;
}

/** Which skills are used at all, and in which situations. */
export class Habits {
  private readonly lately = new DecayedCounts(latelyHalfLife);
  private readonly long = new DecayedCounts(habitHalfLife);
  private readonly hours = new DecayedCounts(situationHalfLife);
  private readonly situations: readonly Situation[] = [
    situation(column.phase, 5, (_, { phase }) => phase),
    situation(column.position, 8, ({ at }, _, { position }) =>
      positionBucket(at < 0 ? 0 : (position[at] ?? 0)),
    ),
    situation(column.pause, 8, ({ gapMs }) => gapBucket(gapMs)),
    situation(column.acrossBreak, 3, ({ at }, _, __, { last }) => (at < 0 ? last : -1)),
    situation(column.folder, 5, (_, { folder }) => folder ?? -1),
    situation(column.language, 5, (_, { language }) => language ?? -1),
  ];

  /** The share of uses of each skill: half from all runs, half from those of late. */
  fillUsual(matrix: FeatureMatrix, uses: Uses): void {
    const { size } = matrix;
    const row = this.long.row(anything);
    const assumed = assumedUses * this.long.unit;
    const all = uses.runs + assumedUses * size;
    const allOfLate = this.long.total(anything) + assumed * size;
    for (let skill = 0; skill < size; skill++) {
      const ever = ((uses.counts[skill] ?? 0) + assumedUses) / all;
      const ofLate = ((row?.[skill] ?? 0) + assumed) / allOfLate;
      const usual = (ever + ofLate) / 2;
      matrix.usual[skill] = usual;
      matrix.logUsual[skill] = Math.log(usual);
    }
  }

  /** Needs `fillUsual`. */
  fill(matrix: FeatureMatrix, place: Place, given: NextContext, steps: Steps, uses: Uses): void {
    fillLifts(matrix, column.lately, this.lately, anything, 1.5);
    for (const { counts, column: to, prior, keyOf } of this.situations) {
      fillLifts(matrix, to, counts, keyOf(place, given, steps, uses), prior);
    }
    fillLifts(matrix, column.hour, this.hours, hourOfDay(given.nowMs), 10);
  }

  /** To be called before the run is added to `steps` and `uses`. */
  count(skill: number, place: Place, given: NextContext, steps: Steps, uses: Uses): void {
    this.lately.add(anything, skill);
    this.long.add(anything, skill);
    for (const { counts, keyOf } of this.situations) {
      const key = keyOf(place, given, steps, uses);
      if (key >= 0) counts.add(key, skill);
      counts.tick();
    }
    const hour = hourOfDay(given.nowMs);
    for (let apart = -hoursApart; apart <= hoursApart && hour >= 0; apart++) {
      const share = 1 - Math.abs(apart) / (hoursApart + 1);
      this.hours.add((hour + apart + 24) % 24, skill, share);
    }
    for (const counts of [this.lately, this.long, this.hours]) counts.tick();
  }
}

function situation(column: number, prior: number, keyOf: Situation["keyOf"]): Situation {
  return { counts: new DecayedCounts(situationHalfLife), column, prior, keyOf };
}

function fillLifts(
  matrix: FeatureMatrix,
  to: number,
  counts: DecayedCounts,
  key: number,
  prior: number,
): void {
  const row = key < 0 ? undefined : counts.row(key);
  if (row === undefined) return;
  const { unit } = counts;
  const total = counts.total(key) / unit;
  const unseen = Math.log(prior / (total + prior));
  for (let skill = 0; skill < matrix.size; skill++) {
    const count = (row[skill] ?? 0) / unit;
    matrix.set(skill, to, count === 0 ? unseen : matrix.lift(skill, count, total, prior));
  }
}
