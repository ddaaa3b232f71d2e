import { columnCount, rateOnly } from "./columns";

const learningRate = 0.1;
/** Pulls weights back to where they started, so that a few runs cannot carry them away. */
const pull = 0.001;
const greatestWeight = 4;

/**
 * Logistic regression that learns one run at a time, p = 1 ÷ (1 + e^−z) with z = Σ weight · column.
 *
 * Steps are AdaGrad's, η·g ÷ √(1 + Σg²), with g = (p − y)·x + λ·(w − w₀): a column that says much
 * settles soon, a rare one still moves. It starts at the skill's smoothed rate, w₀, and keeps every
 * weight within ±4. Source: Duchi, Hazan and Singer, JMLR 12 (2011), p. 2121.
 */
export class OnlineRegression {
  readonly weights = rateOnly();
  private readonly start = rateOnly();
  private readonly squares = new Float64Array(columnCount).fill(1);

  /** z for the columns that begin at `at`. */
  score(columns: Float32Array, at: number): number {
    return scoreOf(this.weights, columns, at);
  }

  /** @param completed 1 or 0: what became of the run. */
  learn(columns: Float32Array, at: number, completed: number): void {
    const error = sigmoid(this.score(columns, at)) - completed;
    const { weights, start, squares } = this;
    for (let column = 0; column < columnCount; column++) {
      const value = columns[at + column] ?? 0;
      if (value === 0) continue;
      const weight = weights[column] ?? 0;
      const gradient = error * value + pull * (weight - (start[column] ?? 0));
      const square = (squares[column] ?? 1) + gradient * gradient;
      squares[column] = square;
      const next = weight - (learningRate * gradient) / Math.sqrt(square);
      weights[column] = Math.max(-greatestWeight, Math.min(greatestWeight, next));
    }
  }
}

export function scoreOf(weights: Float64Array, columns: Float32Array, at: number): number {
  let score = 0;
  for (let column = 0; column < columnCount; column++) {
    score += (weights[column] ?? 0) * (columns[at + column] ?? 0);
  }
  return score;
}

export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
