import { magnitude } from "./buckets";
import { grownFloats, roomFor } from "./growth";

const ages = 12;
/** Times a skill was that old after which its own rhythm counts as much as everybody's. */
const backOff = 2;
/** How often all skills are assumed to have come back at each age, and out of how many times. */
const assumedReturns = 0.5;
const assumedChances = 20;

/**
 * When a skill comes back: how often it was used at an age (runs of others since its last use, by
 * order of magnitude), out of the times it was that old. The hazard of a renewal process, for one
 * skill against all.
 */
export class Rhythm {
  /** Returns by skill and age, and how far into that age they came, added up. */
  private returns: Float64Array = new Float64Array(0);
  private lasted: Float64Array = new Float64Array(0);
  private readonly allReturns = new Float64Array(ages);
  private readonly allLasted = new Float64Array(ages);

  /** ln of how much likelier this skill returns at this age than others do; 0 while nothing is known. */
  lift(skill: number, age: number): number {
    const bucket = magnitude(age, ages - 1);
    const allChances = chances(this.allReturns, this.allLasted, 0, bucket) + assumedChances;
    const all = ((this.allReturns[bucket] ?? 0) + assumedReturns) / allChances;
    const from = skill * ages;
    const own = (this.returns[from + bucket] ?? 0) + backOff * all;
    return Math.log(own / (chances(this.returns, this.lasted, from, bucket) + backOff) / all);
  }

  /** A skill came back at this age. */
  count(skill: number, age: number): void {
    const bucket = magnitude(age, ages - 1);
    const at = skill * ages + bucket;
    if (skill * ages + ages > this.returns.length) {
      const room = roomFor(skill * ages + ages, this.returns.length);
      this.returns = grownFloats(this.returns, room);
      this.lasted = grownFloats(this.lasted, room);
    }
    const lasted = age - firstAge(bucket) + 1;
    this.returns[at] = (this.returns[at] ?? 0) + 1;
    this.lasted[at] = (this.lasted[at] ?? 0) + lasted;
    this.allReturns[bucket] = (this.allReturns[bucket] ?? 0) + 1;
    this.allLasted[bucket] = (this.allLasted[bucket] ?? 0) + lasted;
  }
}

/** How often something was of this age: all of it for what returned later, else a part. */
function chances(
  returns: Float64Array,
  lasted: Float64Array,
  from: number,
  bucket: number,
): number {
  let later = 0;
  for (let at = bucket + 1; at < ages; at++) later += returns[from + at] ?? 0;
  return later * (firstAge(bucket + 1) - firstAge(bucket)) + (lasted[from + bucket] ?? 0);
}

/** The least age of a bucket: 0, 1, 2, 4, 8 … */
function firstAge(bucket: number): number {
  return bucket === 0 ? 0 : 1 << (bucket - 1);
}
