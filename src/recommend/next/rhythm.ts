import { magnitude } from "./buckets";
import { grownFloats, roomFor } from "./growth";

const ages = 12;
/** Runs at an age after which a skill's own rhythm counts as much as everybody's. */
const backOff = 2;

/**
 * When a skill comes back: how often it was used at an age (runs of others since its last use, by
 * order of magnitude), out of the times it was that old. The hazard of a renewal process, for one
 * skill against all.
 */
export class Rhythm {
  private returns: Float64Array = new Float64Array(0);
  private chances: Float64Array = new Float64Array(0);
  private readonly allReturns = new Float64Array(ages).fill(0.5);
  private readonly allChances = new Float64Array(ages).fill(20);

  /** ln of how much likelier this skill returns at this age than others do; 0 while nothing is known. */
  lift(skill: number, age: number): number {
    const bucket = magnitude(age, ages - 1);
    const all = (this.allReturns[bucket] ?? 0) / (this.allChances[bucket] ?? 1);
    const at = skill * ages + bucket;
    const own = (this.returns[at] ?? 0) + backOff * all;
    return Math.log(own / ((this.chances[at] ?? 0) + backOff) / all);
  }

  /** A skill came back at this age. */
  count(skill: number, age: number): void {
    const from = skill * ages;
    if (from + ages > this.returns.length) {
      const room = roomFor(from + ages, this.returns.length);
      this.returns = grownFloats(this.returns, room);
      this.chances = grownFloats(this.chances, room);
    }
    const last = magnitude(age, ages - 1);
    for (let bucket = 0; bucket <= last; bucket++) {
      const begin = bucket === 0 ? 0 : 2 ** (bucket - 1);
      const passed = (bucket === last ? age + 1 : 2 ** bucket) - begin;
      this.chances[from + bucket] = (this.chances[from + bucket] ?? 0) + passed;
      this.allChances[bucket] = (this.allChances[bucket] ?? 0) + passed;
    }
    this.returns[from + last] = (this.returns[from + last] ?? 0) + 1;
    this.allReturns[last] = (this.allReturns[last] ?? 0) + 1;
  }
}
