import { featureCount, tierCount } from "./features";
import type { Votes } from "./votes";

/** The features of all skills, and the share of uses they are measured against. */
export class FeatureMatrix {
  /** Skill by skill. */
  readonly values: Float64Array;
  /** How much of the context a skill ever followed, 0–3; see `tierCount`. */
  readonly tiers: Uint8Array;
  /** The share of uses of each skill, smoothed, above 0; and its logarithm. */
  readonly usual: Float64Array;
  readonly logUsual: Float64Array;
  size = 0;

  /** @param room for skills below this. */
  constructor(readonly room: number) {
    this.values = new Float64Array(room * featureCount);
    this.tiers = new Uint8Array(room);
    this.usual = new Float64Array(room);
    this.logUsual = new Float64Array(room);
  }

  /** All features of the first `size` skills become 0. */
  reset(size: number): void {
    this.size = size;
    this.values.fill(0, 0, size * featureCount);
    this.tiers.fill(0, 0, size);
  }

  get(skill: number, column: number): number {
    return this.values[skill * featureCount + column] ?? 0;
  }

  set(skill: number, column: number, value: number): void {
    this.values[skill * featureCount + column] = value;
  }

  add(skill: number, column: number, value: number): void {
    const at = skill * featureCount + column;
    this.values[at] = (this.values[at] ?? 0) + value;
  }

  /** Gives every skill the same value. */
  setAll(column: number, value: number): void {
    const end = this.size * featureCount;
    for (let at = column; at < end; at += featureCount) this.values[at] = value;
  }

  addAll(column: number, value: number): void {
    const end = this.size * featureCount;
    for (let at = column; at < end; at += featureCount) {
      this.values[at] = (this.values[at] ?? 0) + value;
    }
  }

  raiseTier(skill: number, tier: number): void {
    this.tiers[skill] = Math.min(tier, tierCount - 1);
  }

  /** ln of how much likelier a skill is with `count` of `total` than usually, `prior` runs assumed. */
  lift(skill: number, count: number, total: number, prior: number): number {
    const usual = this.usual[skill] ?? 1;
    return Math.log((count / usual + prior) / (total + prior));
  }

  /** The lift of each skill by votes; 0 for all where nobody voted. */
  setLifts(column: number, votes: Votes, prior: number): void {
    const { total, size, voted } = votes;
    if (total === 0) return;
    this.setAll(column, Math.log(prior / (total + prior)));
    for (let at = 0; at < size; at++) {
      const skill = voted[at] ?? 0;
      this.set(skill, column, this.lift(skill, votes.of(skill), total, prior));
    }
  }

  /** The same for counts by skill; what is not in the row never came. `unit` is what one weighs. */
  setLiftsOfRow(
    column: number,
    row: Float64Array,
    total: number,
    prior: number,
    unit: number,
  ): void {
    if (total === 0) return;
    const all = total / unit;
    this.setAll(column, Math.log(prior / (all + prior)));
    const end = Math.min(row.length, this.size);
    for (let skill = 0; skill < end; skill++) {
      const count = row[skill] ?? 0;
      if (count > 0) this.set(skill, column, this.lift(skill, count / unit, all, prior));
    }
  }
}
