import { gapBucket, hourOfDay, positionBucket } from "./buckets";
import { DecayedCounts } from "./decayedCounts";
import type { NextContext } from "./event";
import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import type { Place } from "./steps";
import type { Uses } from "./uses";

/** After this many runs a count is worth half: of habits of now, of long, and in situations. */
export const latelyHalfLife = 40;
export const habitHalfLife = 600;
export const situationHalfLife = 800;
/** Runs assumed for each skill before any is seen. */
export const assumedUses = 1;
const anything = 0;

/** The situations runs are counted in: the column of each, and the runs assumed to be as usual. */
const situations = [
  { column: column.phase, prior: 5 },
  { column: column.position, prior: 8 },
  { column: column.pause, prior: 8 },
  { column: column.acrossBreak, prior: 3 },
  { column: column.folder, prior: 5 },
  { column: column.language, prior: 5 },
] as const;
/** One kind of key more: the hour of the day, which is read together with those near it. */
const hourKind = situations.length;
const kinds = hourKind + 1;
const hours = 24;
const hourPrior = 10;
/** What runs of the same hour count, and those of one and two hours before and after. */
const hourShares = [1, 2 / 3, 1 / 3] as const;

/** Which skills are used at all, and in which situations. */
export class Habits {
  private readonly lately = new DecayedCounts(latelyHalfLife);
  private readonly long = new DecayedCounts(habitHalfLife);
  /** All situations in one: a key is its number × `kinds` + its kind. */
  private readonly inSituation = new DecayedCounts(situationHalfLife);
  private readonly keys = new Int32Array(situations.length);
  private byHour = new Float64Array(0);

  /** The share of uses of each skill: half from all runs, half from those of late. */
  fillUsual(matrix: FeatureMatrix, uses: Uses): void {
    const { size } = matrix;
    const row = this.long.row(anything);
    const assumed = assumedUses * this.long.unit;
    const all = uses.runs + assumedUses * size;
    const allOfLate = this.long.total(anything) + assumed * size;
    for (let skill = 0; skill < size; skill++) {
      const ever = ((uses.counts[skill] ?? 0) + assumedUses) / all;
      const ofLate = ((row[skill] ?? 0) + assumed) / allOfLate;
      const usual = (ever + ofLate) / 2;
      matrix.usual[skill] = usual;
      matrix.logUsual[skill] = Math.log(usual);
    }
  }

  /** Needs `fillUsual`. */
  fill(matrix: FeatureMatrix, place: Place, given: NextContext, uses: Uses): void {
    const { lately, inSituation } = this;
    const recent = lately.row(anything);
    matrix.setLiftsOfRow(column.lately, recent, lately.total(anything), 1.5, lately.unit);
    this.readKeys(place, given, uses);
    const { unit } = inSituation;
    situations.forEach(({ column: to, prior }, kind) => {
      const key = this.keys[kind] ?? -1;
      if (key < 0) return;
      matrix.setLiftsOfRow(to, inSituation.row(key), inSituation.total(key), prior, unit);
    });
    this.fillHour(matrix, hourOfDay(given.nowMs));
  }

  /** To be called before the run is added to `uses`. */
  count(skill: number, place: Place, given: NextContext, uses: Uses): void {
    this.lately.add(anything, skill);
    this.long.add(anything, skill);
    this.readKeys(place, given, uses);
    for (let kind = 0; kind < hourKind; kind++) {
      const key = this.keys[kind] ?? -1;
      if (key >= 0) this.inSituation.add(key, skill);
    }
    const hour = hourOfDay(given.nowMs);
    if (hour >= 0) this.inSituation.add(hour * kinds + hourKind, skill);
    this.lately.tick();
    this.long.tick();
    this.inSituation.tick();
  }

  private readKeys({ at, gapMs, position }: Place, given: NextContext, { last }: Uses): void {
    this.setKey(0, given.phase);
    this.setKey(1, positionBucket(position));
    this.setKey(2, gapBucket(gapMs));
    this.setKey(3, at < 0 ? last : -1);
    this.setKey(4, given.folder ?? -1);
    this.setKey(5, given.language ?? -1);
  }

  private setKey(kind: number, value: number): void {
    this.keys[kind] = value < 0 ? -1 : value * kinds + kind;
  }

  private fillHour(matrix: FeatureMatrix, hour: number): void {
    if (hour < 0) return;
    if (this.byHour.length < matrix.size) this.byHour = new Float64Array(matrix.room);
    const sums = this.byHour.fill(0);
    let total = 0;
    for (let apart = 1 - hourShares.length; apart < hourShares.length; apart++) {
      const key = ((hour + apart + hours) % hours) * kinds + hourKind;
      const share = hourShares[Math.abs(apart)] ?? 0;
      const row = this.inSituation.row(key);
      const end = Math.min(row.length, matrix.size);
      for (let skill = 0; skill < end; skill++) {
        sums[skill] = (sums[skill] ?? 0) + share * (row[skill] ?? 0);
      }
      total += share * this.inSituation.total(key);
    }
    matrix.setLiftsOfRow(column.hour, sums, total, hourPrior, this.inSituation.unit);
  }
}
