import type { NextContext } from "./event";
import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import type { Place, Steps } from "./steps";

/** Cells, a power of 2. Where two corrections fall into one cell, they share it. */
const cellCount = 2 ** 18;
const mask = cellCount - 1;
/** Steps: rate ÷ √(inertia + past squared errors). */
export const correctionRate = 0.1;
export const correctionInertia = 5;
/** No single correction goes further than this. */
export const largestCorrection = 3;
/** Errors below this teach nothing worth its time. */
const smallestError = 0.002;
const contextCount = 6;

/**
 * What the features, which weigh all skills alike, cannot say: how much more or less likely one
 * skill is than they make it, on the whole, in this phase, after the last skill, after the one two
 * and three steps before, and after the last two. Each is one number, learned where predictions were
 * wrong by AdaGrad, found by hashing (Weinberger and others, 2009): a context has the cells from its
 * hash on, one for each skill.
 */
export class Corrections {
  private readonly weights = new Float32Array(cellCount);
  private readonly squares = new Float32Array(cellCount);
  private readonly contexts = new Int32Array(contextCount);

  /** Sets the sum of the corrections of each skill. */
  fill(matrix: FeatureMatrix, place: Place, given: NextContext, steps: Steps): void {
    this.readContexts(place, given, steps);
    for (let skill = 0; skill < matrix.size; skill++) {
      let sum = 0;
      for (let at = 0; at < contextCount; at++) {
        sum += this.weights[((this.contexts[at] ?? 0) + skill) & mask] ?? 0;
      }
      matrix.set(skill, column.correction, sum);
    }
  }

  /** Moves the corrections used last by how wrong the probabilities were. */
  learn(scores: Float64Array, skills: number, came: number): void {
    for (let skill = 0; skill < skills; skill++) {
      const error = Math.exp(scores[skill] ?? 0) - (skill === came ? 1 : 0);
      if (Math.abs(error) < smallestError) continue;
      for (let at = 0; at < contextCount; at++) this.move(this.contexts[at] ?? 0, skill, error);
    }
  }

  private move(context: number, skill: number, error: number): void {
    const cell = (context + skill) & mask;
    const square = (this.squares[cell] ?? 0) + error * error;
    this.squares[cell] = square;
    const moved =
      (this.weights[cell] ?? 0) - (correctionRate * error) / Math.sqrt(correctionInertia + square);
    this.weights[cell] = Math.min(largestCorrection, Math.max(-largestCorrection, moved));
  }

  private readContexts({ at }: Place, { phase }: NextContext, steps: Steps): void {
    const symbolAt = (step: number): number => (step < 0 ? -1 : (steps.symbol[step] ?? -1));
    const before = (step: number): number => (step < 0 ? -1 : (steps.previous[step] ?? -1));
    const second = before(at);
    const third = before(second);
    this.contexts[0] = hashOf(0, 0);
    this.contexts[1] = hashOf(1, phase);
    this.contexts[2] = hashOf(2, symbolAt(at));
    this.contexts[3] = hashOf(3, symbolAt(second));
    this.contexts[4] = hashOf(4, symbolAt(third));
    this.contexts[5] = hashOf(hashOf(5, symbolAt(at)), symbolAt(second));
  }
}

function hashOf(one: number, other: number): number {
  const mixed = Math.imul(one ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(other + 0x7f4a7c15, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}
