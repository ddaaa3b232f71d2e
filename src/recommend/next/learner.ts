import { featureCount, tierCount } from "./features";
import type { FeatureMatrix } from "./featureMatrix";

/** No part of a gradient counts as more than this. */
export const largestGradient = 5;
/** No weight moves further from where it began: a strange day cannot turn a habit round. */
export const furthestFromStart = 1;
/** What is not known of a weight before anything is seen: the variance of its prior. */
export const priorVariance = 0.01;
/** Each run makes what was learned this much less certain, so that the model keeps learning. */
export const forgetting = 1.0005;
/** Skills with an error below this are left out of a gradient. */
const smallestError = 1e-5;
/** Steps of the weights of tiers: rate ÷ √(past squared gradients), which begin with `tierInertia`. */
export const tierRate = 0.02;
export const tierInertia = 50;

/** Where learning begins: weights of all skills, and what each tier adds, tier by tier. */
export interface StartWeights {
  readonly shared: Float64Array;
  readonly byTier: Float64Array;
}

/**
 * A conditional logit over skills (McFadden, 1974), learned online: the score of a skill is the sum
 * of its features, each times the shared weight plus that of the skill's tier, and the probability
 * that it comes next is its share of e^score. Shared weights take online Newton steps (Hazan,
 * Agarwal and Kale, 2007), those of tiers steps of AdaGrad (Duchi, Hazan and Singer, 2011).
 */
export class Learner {
  readonly shared: Float64Array;
  readonly byTier: Float64Array;
  private readonly covariance = new Float64Array(featureCount * featureCount);
  private readonly squares = new Float64Array(tierCount * featureCount).fill(tierInertia);
  private readonly gradient = new Float64Array(featureCount);
  private readonly tierGradient = new Float64Array(tierCount * featureCount);
  private readonly step = new Float64Array(featureCount);
  private readonly weights = new Float64Array(tierCount * featureCount);

  constructor(private readonly start: StartWeights) {
    this.shared = start.shared.slice();
    this.byTier = start.byTier.slice();
    for (let at = 0; at < featureCount; at++) {
      this.covariance[at * featureCount + at] = priorVariance;
    }
  }

  /** The weights of one tier, shared ones included. */
  weightsOf(tier: number): Float64Array {
    const from = tier * featureCount;
    return this.shared.map((weight, at) => weight + (this.byTier[from + at] ?? 0));
  }

  /** Writes ln of the probability of each skill; −∞ where `isCandidate` is 0. */
  score(matrix: FeatureMatrix, isCandidate: ArrayLike<number>, scores: Float64Array): void {
    for (let at = 0; at < this.weights.length; at++) {
      this.weights[at] = (this.shared[at % featureCount] ?? 0) + (this.byTier[at] ?? 0);
    }
    const { values, tiers } = matrix;
    const { weights } = this;
    let most = Number.NEGATIVE_INFINITY;
    for (let skill = 0; skill < matrix.size; skill++) {
      let score = Number.NEGATIVE_INFINITY;
      if (isCandidate[skill]) {
        score = 0;
        const from = skill * featureCount;
        const weightsFrom = (tiers[skill] ?? 0) * featureCount;
        for (let at = 0; at < featureCount; at++) {
          score += (weights[weightsFrom + at] ?? 0) * (values[from + at] ?? 0);
        }
      }
      scores[skill] = score;
      if (score > most) most = score;
    }
    let sum = 0;
    for (let skill = 0; skill < matrix.size; skill++) {
      sum += Math.exp((scores[skill] ?? 0) - most);
    }
    const logSum = most + Math.log(sum);
    for (let skill = 0; skill < matrix.size; skill++) scores[skill] = (scores[skill] ?? 0) - logSum;
  }

  /** Learns that `came` came next, where the skills had these features and scores. */
  learn(matrix: FeatureMatrix, scores: Float64Array, came: number): void {
    this.sumGradients(matrix, scores, came);
    this.moveShared();
    this.moveTiers();
  }

  /** Of −ln p(came): the expectation of the features less those of what came, clipped. */
  private sumGradients(matrix: FeatureMatrix, scores: Float64Array, came: number): void {
    const { tierGradient, gradient } = this;
    const { values, tiers } = matrix;
    tierGradient.fill(0);
    for (let skill = 0; skill < matrix.size; skill++) {
      const share = Math.exp(scores[skill] ?? 0) - (skill === came ? 1 : 0);
      if (Math.abs(share) < smallestError) continue;
      const from = skill * featureCount;
      const to = (tiers[skill] ?? 0) * featureCount;
      for (let at = 0; at < featureCount; at++) {
        tierGradient[to + at] = (tierGradient[to + at] ?? 0) + share * (values[from + at] ?? 0);
      }
    }
    gradient.fill(0);
    for (let at = 0; at < tierGradient.length; at++) {
      const to = at % featureCount;
      gradient[to] = (gradient[to] ?? 0) + (tierGradient[at] ?? 0);
      tierGradient[at] = clipped(tierGradient[at] ?? 0, largestGradient);
    }
    for (let at = 0; at < featureCount; at++) {
      gradient[at] = clipped(gradient[at] ?? 0, largestGradient);
    }
  }

  /** w −= P·g ÷ (1 + g·P·g), and P loses what this gradient told (Sherman and Morrison). */
  private moveShared(): void {
    const { covariance, gradient, step, shared } = this;
    let told = 1;
    for (let row = 0; row < featureCount; row++) {
      let sum = 0;
      for (let at = 0; at < featureCount; at++) {
        sum += (covariance[row * featureCount + at] ?? 0) * (gradient[at] ?? 0);
      }
      step[row] = sum;
      told += sum * (gradient[row] ?? 0);
    }
    for (let row = 0; row < featureCount; row++) {
      const part = (step[row] ?? 0) / told;
      for (let at = 0; at < featureCount; at++) {
        const cell = row * featureCount + at;
        covariance[cell] = ((covariance[cell] ?? 0) - part * (step[at] ?? 0)) * forgetting;
      }
      shared[row] = near((shared[row] ?? 0) - part, this.start.shared[row] ?? 0);
    }
    this.keepCertainty();
  }

  /** Forgetting never leaves less certainty about a weight than there was at first. */
  private keepCertainty(): void {
    const { covariance } = this;
    for (let row = 0; row < featureCount; row++) {
      const variance = covariance[row * featureCount + row] ?? 0;
      if (variance <= priorVariance) continue;
      const scale = Math.sqrt(priorVariance / variance);
      for (let at = 0; at < featureCount; at++) {
        const cell = row * featureCount + at;
        const mirrored = at * featureCount + row;
        covariance[cell] = (covariance[cell] ?? 0) * scale;
        covariance[mirrored] = (covariance[mirrored] ?? 0) * scale;
      }
    }
  }

  private moveTiers(): void {
    const { byTier, squares, tierGradient } = this;
    for (let at = 0; at < byTier.length; at++) {
      const slope = tierGradient[at] ?? 0;
      if (slope === 0) continue;
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      const moved = (byTier[at] ?? 0) - (tierRate * slope) / Math.sqrt(square);
      byTier[at] = near(moved, this.start.byTier[at] ?? 0);
    }
  }
}

function clipped(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function near(weight: number, start: number): number {
  return start + clipped(weight - start, furthestFromStart);
}
